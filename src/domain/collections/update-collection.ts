import { and, eq } from 'drizzle-orm'
import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { collections } from '../../db/schema/collections.ts'
import { AppError, changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getOwnCollection } from './get-collection.ts'
import type { CollectionChange } from './schemas.ts'
import { judgeShop } from './shop-handle.ts'
import type { Collection } from './system-collections.ts'

// Each try is lost only to another change that was written.
const MAX_TRIES = 5

/**
 * Changes the fields given and leaves the others; what belongs to the collection shows its new name
 * and colour. With a `version` only one that is still at it is changed. What is so already is not
 * written again. A dry run answers with the collection as it would be.
 * @throws AppError not_found
 * @throws AppError forbidden for one of the system's
 * @throws AppError invalid for a shop's collection without its handle
 * @throws AppError precondition_failed where it has another version by now
 * @throws AppError conflict where others keep changing it
 */
export async function updateCollection(
  ctx: Context,
  key: string,
  change: CollectionChange,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Collection> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await getOwnCollection(ctx, key)
    const shop = change.shop ?? before.shop
    const shop_handle = judgeShop(shop, change.shop_handle, before.shop_handle)
    const set = { ...change, shop, shop_handle }
    const fields = changedFields(before, set)
    if (fields.length === 0) return before
    if (version !== undefined && version !== before.version) {
      throw changedMeanwhile('This collection was')
    }
    const after = {
      ...before,
      ...set,
      version: before.version + 1,
      updated_at: isoTime(ctx.clock.now()),
    }
    if (await write(ctx, before, after, { fields, dryRun })) return after
  }
  throw new AppError(
    'conflict',
    'This collection is being changed from several places at once. Your changes were not saved. Try again.',
  )
}

function write(
  ctx: Context,
  { key, version }: Collection,
  after: Collection & { updated_at: string },
  { fields, dryRun }: { fields: string[]; dryRun: boolean | undefined },
): Promise<boolean> {
  const { name, colour, shop, shop_handle, updated_at } = after
  const update = ctx.db
    .update(collections)
    .set({ name, colour, shop, shop_handle, version: after.version, updated_at })
    .where(
      and(
        eq(collections.user_id, ctx.userId),
        eq(collections.key, key),
        eq(collections.version, version),
      ),
    )
    .returning({ key: collections.key })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'collection_changed',
      module: 'collections',
      details: { key, name, fields },
      reference_id: key,
      reference_table: 'collections',
    },
    { onlyIfChanged: true },
  )
  return compareAndSet(ctx.db, update, [activity], { dryRun })
}
