import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getAsset } from './get-asset.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'
import { storeFile } from './store-file.ts'

/**
 * Puts another file in an artwork's place; its mockups stay, and are stale from then on. Ends in
 * `not_found`, or as an upload does for a file the hub does not take; then nothing has changed.
 */
export async function replaceFile(
  ctx: Context,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Asset> {
  const before = await getAsset(ctx, id)
  const file = await storeFile(ctx, newId(), bytes)
  const update = ctx.db
    .update(assets)
    .set({ ...file, updated_at: isoTime(ctx.clock.now()) })
    .where(and(eq(assets.user_id, ctx.userId), eq(assets.id, id)))
    .returning({ id: assets.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'asset_file_replaced',
      module: 'assets',
      details: { assetId: id, title: before.title, format: file.format },
      reference_id: id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity])
  // Whichever of the two no row names now: the old file, or the new one of an asset just deleted.
  await removeUnnamedFiles(ctx, [before.file_key, file.file_key])
  return getAsset(ctx, id)
}
