import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { getAsset } from './get-asset.ts'
import type { AssetChange } from './schemas.ts'

/**
 * Changes title, quote or status and leaves the others; the file itself never changes. Ends in
 * `not_found` for an asset or a quote that is not the user's.
 */
export async function updateAsset(ctx: Context, id: string, change: AssetChange): Promise<Asset> {
  if (change.quote_id) await getQuote(ctx, change.quote_id)
  const update = ctx.db
    .update(assets)
    .set({ ...change, updated_at: isoTime(ctx.clock.now()) })
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.id, id)))
    .returning({ id: assets.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'asset_changed',
      module: 'assets',
      details: { assetId: id, fields: Object.keys(change) },
      reference_id: id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, update, [activity]))) {
    throw new AppError('not_found', 'Asset not found')
  }
  return getAsset(ctx, id)
}
