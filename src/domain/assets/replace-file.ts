import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { changedMeanwhile } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getAsset } from './get-asset.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'
import { storeFile } from './store-file.ts'

/**
 * Replaces an artwork's file; its mockups stay, and are stale from then on. The file that is there
 * already replaces nothing. A file whose replacement fails is removed by the sweep.
 * @throws AppError not_found
 * @throws AppError precondition_failed where the asset has another version than `version` by now,
 * or is changed while the file is stored
 * @throws AppError unsupported_type or too_large for a file that is not taken
 */
export async function replaceFile(
  ctx: Context,
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  { version, workId = newId() }: { version?: number; workId?: string } = {},
): Promise<Asset> {
  const before = await getAsset(ctx, id)
  if (before.content_hash === (await sha256Hex(bytes))) return before
  if (version !== undefined && version !== before.version)
    throw changedMeanwhile('This artwork was')
  const file = await storeFile(ctx, workId, bytes)
  const changes = {
    ...file,
    version: before.version + 1,
    updated_at: isoTime(ctx.clock.now()),
  }
  const update = ctx.db
    .update(assets)
    .set(changes)
    .where(
      and(eq(assets.user_id, ctx.userId), eq(assets.id, id), eq(assets.version, before.version)),
    )
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
  if (!(await compareAndSet(ctx.db, update, [activity]))) throw changedMeanwhile('This artwork was')
  await removeUnnamedFiles(ctx, [before.file_key])
  return { ...before, ...changes }
}
