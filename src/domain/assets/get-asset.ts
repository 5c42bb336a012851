import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import {
  type Asset as AssetRow,
  assets,
  type Quote as QuoteRow,
  quotes,
} from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { findAsset } from './find-asset.ts'

export type Asset = AssetRow

const NOT_FOUND = 'Asset not found'

/**
 * One asset of the user's.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getAsset(ctx: Context, id: string): Promise<Asset> {
  const asset = await findAsset(ctx, id)
  if (!asset) throw new AppError('not_found', NOT_FOUND)
  return asset
}

type WithQuote = { asset: Asset; quote: QuoteRow | null }

/** One asset of the user's with its quote, or undefined. */
export async function findAssetWithQuote(ctx: Context, id: string): Promise<WithQuote | undefined> {
  return ctx.db
    .select({ asset: assets, quote: quotes })
    .from(assets)
    .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.id, id)))
    .get()
}

/**
 * One asset of the user's with its quote.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getAssetWithQuote(ctx: Context, id: string): Promise<WithQuote> {
  const found = await findAssetWithQuote(ctx, id)
  if (!found) throw new AppError('not_found', NOT_FOUND)
  return found
}
