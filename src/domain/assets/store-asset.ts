import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { findAsset } from './find-asset.ts'
import { storeFile } from './store-file.ts'
import { titleFromFileName } from './title-from-file-name.ts'

export type Upload = {
  bytes: Uint8Array<ArrayBuffer>
  fileName?: string
  title?: string
  quoteId?: string
}

/**
 * Stores a finished artwork: file and thumbnail first, then the row. Ends in `unsupported_type`
 * for anything but a PNG, JPEG or WebP by content, `too_large` over 20 MB, `not_found` for a quote
 * that is not the user's; then nothing is stored.
 */
export async function storeAsset(ctx: Context, upload: Upload): Promise<Asset> {
  if (upload.quoteId) await getQuote(ctx, upload.quoteId)
  const id = newId()
  const now = isoTime(ctx.clock.now())
  const asset: Asset = {
    user_id: ctx.userId,
    id,
    quote_id: upload.quoteId ?? null,
    title: upload.title || titleFromFileName(upload.fileName),
    ...(await storeFile(ctx, id, upload.bytes)),
    status: 'active',
    created_at: now,
    updated_at: now,
  }
  await insertOrForget(ctx, asset)
  return asset
}

async function insertOrForget(ctx: Context, asset: Asset): Promise<void> {
  try {
    await writeAll(ctx.db, [
      ctx.db.insert(assets).values(asset),
      recordActivity(ctx, {
        action_type: 'asset_uploaded',
        module: 'assets',
        details: { assetId: asset.id, title: asset.title, format: asset.format },
        reference_id: asset.id,
        reference_table: 'assets',
      }),
    ])
  } catch (cause) {
    // The answer may be lost and the row written: only a row known to be absent frees the file.
    if (await findAsset(ctx, asset.id)) return
    await ctx.files.removeWithCopies([asset.file_key])
    throw cause
  }
}
