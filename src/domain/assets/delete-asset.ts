import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { deleteMockups } from '../mockups/delete-mockups.ts'
import { findDeletedOf, forget } from '../mockups/forget-deleted.ts'
import { getAsset } from './get-asset.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'

const idRows = z.array(z.object({ id: z.string() }))

/**
 * Deletes an asset with its mockups. Releases the credits held for those that wait; products keep
 * their pictures and lose the reference.
 * @throws AppError not_found
 * @throws AppError conflict while one of its mockups renders or is in doubt; nothing has changed
 */
export async function deleteAsset(ctx: Context, id: string): Promise<void> {
  const asset = await getAsset(ctx, id)
  const rows = await ctx.db.all(sql`
    SELECT id FROM mockups WHERE user_id = ${ctx.userId} AND asset_id = ${id}`)
  const mockupIds = idRows.parse(rows).map((row) => row.id)
  const discarded = await findDeletedOf(ctx, id)
  await deleteMockups(ctx, mockupIds, {
    before: forget(ctx, discarded),
    following: deleteAssetRow(ctx, asset, mockupIds.length),
  })
  await removeUnnamedFiles(ctx, [asset.file_key])
}

function deleteAssetRow(ctx: Context, asset: Asset, mockupCount: number): Statement[] {
  const { db, userId } = ctx
  const updated_at = isoTime(ctx.clock.now())
  return [
    db
      .update(products)
      .set({ asset_id: null, updated_at })
      .where(and(eq(products.user_id, userId), eq(products.asset_id, asset.id))),
    db
      .update(productImages)
      .set({ source_id: null })
      .where(and(eq(productImages.user_id, userId), eq(productImages.source_id, asset.id))),
    db
      .delete(assets)
      .where(and(eq(assets.user_id, userId), eq(assets.id, asset.id)))
      .returning({ id: assets.id }),
    recordActivity(
      ctx,
      {
        action_type: 'asset_deleted',
        module: 'assets',
        details: { assetId: asset.id, title: asset.title, mockupsDeleted: mockupCount },
        reference_id: asset.id,
        reference_table: 'assets',
      },
      { onlyIfChanged: true },
    ),
  ]
}
