import type { Context } from '../../context.ts'
import type { Asset as AssetRow } from '../../db/schema/catalogue.ts'
import { AppError } from '../../errors.ts'
import { findAsset } from './find-asset.ts'

export type Asset = AssetRow

/**
 * One asset of the user's.
 * @throws AppError not_found for an unknown id, and for another user's
 */
export async function getAsset(ctx: Context, id: string): Promise<Asset> {
  const asset = await findAsset(ctx, id)
  if (!asset) throw new AppError('not_found', 'Asset not found')
  return asset
}
