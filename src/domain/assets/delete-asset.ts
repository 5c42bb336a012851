import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { productImages, products } from '../../db/schema/products.ts'
import { messageOf } from '../../errors.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { deleteMockupRows, releaseMockups, rendering } from '../mockups/delete-mockups.ts'
import { getAsset } from './get-asset.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'

/**
 * Deletes an asset with its mockups and their files. Credits held for mockups that wait are given
 * back first; products keep their pictures and lose the reference. Ends in `not_found`, and in
 * `conflict` while one of its mockups renders.
 */
export async function deleteAsset(ctx: Context, id: string): Promise<void> {
  const asset = await getAsset(ctx, id)
  const doomed = await ctx.db
    .select({
      id: mockups.id,
      status: mockups.status,
      attempt: mockups.attempt,
      file_key: mockups.file_key,
      failure_code: mockups.failure_code,
    })
    .from(mockups)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.asset_id, id)))
  await releaseMockups(ctx, doomed)
  const mockupIds = doomed.map((mockup) => mockup.id)
  try {
    await writeAll(ctx.db, [
      ...deleteMockupRows(ctx, mockupIds),
      ...deleteAssetRow(ctx, asset, mockupIds.length),
    ])
  } catch (cause) {
    // A mockup that was added or begun meanwhile still names the asset, and the batch undid itself.
    if (/FOREIGN KEY constraint failed/.test(fullMessageOf(cause))) throw rendering()
    throw cause
  }
  const fileKeys = doomed.flatMap((mockup) => mockup.file_key ?? [])
  await removeUnnamedFiles(ctx, [asset.file_key, ...fileKeys])
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

function fullMessageOf(cause: unknown): string {
  const inner = cause instanceof Error ? messageOf(cause.cause) : ''
  return `${messageOf(cause)} ${inner}`
}
