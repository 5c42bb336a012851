import { and, eq, sql } from 'drizzle-orm'
import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { changedMeanwhile } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { whereKnown } from '../collections/require-collections.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { getAsset } from './get-asset.ts'
import type { AssetChange } from './schemas.ts'

/**
 * Changes title, quote, own collection or status and leaves the others; the file stays. With a
 * `version` only an asset that is still at it is changed. What is so already is not written again.
 * @throws AppError not_found for an asset or a quote that is not the user's
 * @throws AppError invalid for a collection that the user does not have
 * @throws AppError precondition_failed where the asset has another version by now
 */
export async function updateAsset(
  ctx: Context,
  id: string,
  change: AssetChange,
  { version }: { version?: number } = {},
): Promise<Asset> {
  const before = await getAsset(ctx, id)
  const { collection, ...others } = change
  const set = { ...others, ...(collection === undefined ? {} : { own_collection: collection }) }
  const [update, activity] = writeFields(ctx, before, set, { version })
  if (!update || !activity) return before
  if (change.quote_id) await getQuote(ctx, change.quote_id)
  const changed = await whereKnown(ctx, { keys: [collection] }, () =>
    compareAndSet(ctx.db, update, [activity]),
  )
  const after = await getAsset(ctx, id)
  if (changed) return after
  throw changedMeanwhile('This artwork was')
}

type Fields = Partial<Pick<Asset, 'title' | 'quote_id' | 'own_collection' | 'status'>>

/** Writes those fields of an asset that differ, and its activity row; nothing where none does. */
export function writeFields(
  ctx: Context,
  asset: Asset,
  fields: Fields,
  { version }: { version?: number | undefined } = {},
): [update: Statement, activity: Statement] | [] {
  const changed = changedFields(asset, fields)
  if (changed.length === 0) return []
  const { id } = asset
  const update = ctx.db
    .update(assets)
    .set({
      ...fields,
      version: sql`${assets.version} + 1`,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(assets.user_id, ctx.userId),
        eq(assets.id, id),
        version === undefined ? undefined : eq(assets.version, version),
      ),
    )
    .returning({ id: assets.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'asset_changed',
      module: 'assets',
      details: { assetId: id, fields: changed },
      reference_id: id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  return [update, activity]
}
