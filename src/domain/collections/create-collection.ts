import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type CollectionRow, collections } from '../../db/schema/collections.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findRow } from './get-collection.ts'
import { toCollection } from './list-collections.ts'
import { MAX_COLLECTIONS, MAX_KEY_CHARACTERS, type NewCollection, newKey } from './schemas.ts'
import { judgeShop } from './shop-handle.ts'
import { type Collection, findSystemCollection } from './system-collections.ts'

/**
 * Adds a collection of the user's own under its work id, with the key given, or one made from its
 * name. The same work again adds nothing and answers with the collection as it is now. A dry run
 * answers with the one that would be added.
 * @throws AppError invalid where the name makes no key, and for a shop's collection without handle
 * @throws AppError conflict where the key is taken, and beyond fifty
 */
export async function createCollection(
  ctx: Context,
  input: NewCollection,
  workId = newId(),
  { dryRun }: { dryRun?: boolean } = {},
): Promise<Collection> {
  const key = input.key ?? keyOf(input.name)
  if (findSystemCollection(key)) throw keyTaken(key)
  const now = isoTime(ctx.clock.now())
  const row: CollectionRow = {
    user_id: ctx.userId,
    key,
    ...collectionContent(input),
    work_id: workId,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  const activity = recordActivity(
    ctx,
    {
      action_type: 'collection_created',
      module: 'collections',
      details: { key, name: row.name },
      reference_id: key,
      reference_table: 'collections',
    },
    { onlyIfChanged: true },
  )
  if (await compareAndSet(ctx.db, insertOnce(ctx, row), [activity], { dryRun })) {
    return toCollection(row)
  }
  const mine = and(eq(collections.user_id, ctx.userId), eq(collections.work_id, workId))
  const existing = await ctx.db.select().from(collections).where(mine).get()
  if (existing) return toCollection(existing)
  throw (await findRow(ctx, key)) ? keyTaken(key) : tooMany()
}

/** What of a collection is written by people, as it is stored. */
export function collectionContent({ name, colour, shop, shop_handle }: NewCollection) {
  return { name, colour, shop, shop_handle: judgeShop(shop, shop_handle) }
}

function insertOnce(ctx: Context, row: CollectionRow) {
  const { user_id, key, name, colour, shop, shop_handle, work_id, version } = row
  return ctx.db
    .insert(collections)
    .select(sql`
      SELECT ${user_id}, ${key}, ${name}, ${colour}, ${shop}, ${shop_handle}, ${work_id},
        ${version}, ${row.created_at}, ${row.updated_at}
      WHERE (SELECT count(*) FROM collections WHERE user_id = ${user_id}) < ${MAX_COLLECTIONS}`)
    .onConflictDoNothing()
    .returning({ key: collections.key })
}

/** "Quiet Mornings" → quiet_mornings */
function keyOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, MAX_KEY_CHARACTERS)
    .replace(/^_+|_+$/g, '')
  const made = newKey.safeParse(words)
  if (made.success) return made.data
  const message =
    'No key can be made from this name. Enter a key of 3 to 40 lowercase letters, digits and _'
  throw new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/key', message }],
  })
}

function keyTaken(key: string): AppError {
  const message = `You already have a collection with the key ${key}. Edit that one, or choose another key.`
  return new AppError('conflict', message, { errors: [{ pointer: '/key', message }] })
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${MAX_COLLECTIONS} collections of your own, which is the limit. Nothing was added. Delete one that is not in use.`,
  )
}
