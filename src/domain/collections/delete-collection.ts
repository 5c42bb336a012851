import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { collections } from '../../db/schema/collections.ts'
import { AppError, changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { countUses, UNUSED, type Uses } from './count-uses.ts'
import { getOwnCollection } from './get-collection.ts'
import type { Collection } from './system-collections.ts'

/**
 * Deletes a collection of the user's own that nothing has, or shows in a dry run which one.
 * Approval items and credit entries keep the key of what they were.
 * @throws AppError not_found
 * @throws AppError forbidden for one of the system's
 * @throws AppError precondition_failed where it has another version than `version` by now
 * @throws AppError conflict while it is in use, saying by what and how many
 */
export async function deleteCollection(
  ctx: Context,
  key: string,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<Collection> {
  const collection = await getOwnCollection(ctx, key)
  const remove = ctx.db
    .delete(collections)
    .where(
      and(
        eq(collections.user_id, ctx.userId),
        eq(collections.key, key),
        version === undefined ? undefined : eq(collections.version, version),
        isUnused(ctx, key),
      ),
    )
    .returning({ key: collections.key })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'collection_deleted',
      module: 'collections',
      details: { key, name: collection.name },
      reference_id: key,
      reference_table: 'collections',
    },
    { onlyIfChanged: true },
  )
  if (await compareAndSet(ctx.db, remove, [activity], { dryRun })) return collection
  const now = await getOwnCollection(ctx, key)
  if (version !== undefined && now.version !== version)
    throw changedMeanwhile('This collection was')
  throw inUse(now.name, (await countUses(ctx)).get(key) ?? UNUSED)
}

/** For the statement that deletes: what names a collection is written only while it is there. */
function isUnused({ userId }: Context, key: string) {
  return sql`NOT EXISTS (SELECT 1 FROM quote_counts
      WHERE user_id = ${userId} AND collection = ${key} AND n > 0)
    AND NOT EXISTS (SELECT 1 FROM asset_counts
      WHERE user_id = ${userId} AND collection = ${key} AND n > 0)
    AND NOT EXISTS (SELECT 1 FROM assets
      WHERE user_id = ${userId} AND own_collection = ${key} AND own_collection <> collection)
    AND NOT EXISTS (SELECT 1 FROM product_counts
      WHERE user_id = ${userId} AND collection = ${key} AND n > 0)
    AND NOT EXISTS (SELECT 1 FROM mockup_scene_templates AS t, json_each(t.recommended_collections)
      WHERE t.user_id = ${userId} AND value = ${key})
    AND NOT EXISTS (SELECT 1 FROM scene_kits AS k, json_each(k.default_for)
      WHERE k.user_id = ${userId} AND value = ${key})`
}

function inUse(name: string, uses: Uses): AppError {
  const parts = [
    countOf(uses.quotes, 'quote'),
    countOf(uses.assets, 'artwork'),
    countOf(uses.products, 'product'),
    countOf(uses.scenes, 'scene'),
    countOf(uses.kits, 'kit'),
  ].filter((part) => part !== '')
  const by = parts.length > 0 ? `: ${parts.join(', ')}` : ''
  return new AppError(
    'conflict',
    `The collection “${name}” is in use${by}. Nothing was deleted. Move them to another collection first.`,
    { extra: { uses } },
  )
}

function countOf(n: number, noun: string): string {
  return n === 0 ? '' : `${n} ${noun}${n === 1 ? '' : 's'}`
}
