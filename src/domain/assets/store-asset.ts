import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { requireCollections, whereKnown } from '../collections/require-collections.ts'
import { getQuote } from '../quotes/get-quote.ts'
import { cleanTitle } from './clean-title.ts'
import { findAsset } from './find-asset.ts'
import { getAsset } from './get-asset.ts'
import { storeFile } from './store-file.ts'

export type Upload = {
  /** The work id: the asset's id. */
  id?: string
  bytes: Uint8Array<ArrayBuffer>
  fileName?: string
  title?: string
  quoteId?: string
  /** Its own, which counts where it has no quote. */
  collection?: string
}

/**
 * Stores a finished artwork under its work id: file and thumbnail first, then the row. A second
 * call with the same id stores nothing and answers with the asset as it is now. What a crash
 * between file and row leaves is removed by the sweep, if nobody sends it again. `guards` go into
 * the batch of the row: where one fails, nothing is written.
 * @throws AppError unsupported_type for anything but a PNG, JPEG or WebP by content
 * @throws AppError too_large over 20 MB
 * @throws AppError not_found for a quote that is not the user's
 * @throws AppError invalid for a collection that the user does not have
 */
export async function storeAsset(
  ctx: Context,
  upload: Upload,
  guards: readonly Statement[] = [],
): Promise<Asset> {
  const existing = upload.id ? await findAsset(ctx, upload.id) : undefined
  if (existing) return existing
  const named = { keys: [upload.collection] }
  const [quote] = await Promise.all([
    upload.quoteId ? getQuote(ctx, upload.quoteId) : undefined,
    requireCollections(ctx, named),
  ])
  const id = upload.id ?? newId()
  const now = isoTime(ctx.clock.now())
  const asset: Asset = {
    user_id: ctx.userId,
    id,
    ...describeUpload(upload),
    collection: quote?.collection ?? upload.collection ?? null,
    ...(await storeFile(ctx, id, upload.bytes)),
    status: 'active',
    has_mockups: false,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  return whereKnown(ctx, named, () => insertOnce(ctx, asset, guards))
}

function describeUpload({ title, fileName, quoteId, collection }: Upload) {
  return {
    quote_id: quoteId ?? null,
    own_collection: collection ?? null,
    title: title || cleanTitle(fileName),
  }
}

async function insertOnce(
  ctx: Context,
  asset: Asset,
  guards: readonly Statement[],
): Promise<Asset> {
  const insert = ctx.db
    .insert(assets)
    .values(asset)
    .onConflictDoNothing()
    .returning({ id: assets.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'asset_uploaded',
      module: 'assets',
      details: { assetId: asset.id, title: asset.title, format: asset.format },
      reference_id: asset.id,
      reference_table: 'assets',
    },
    { onlyIfChanged: true },
  )
  try {
    if (await compareAndSet(ctx.db, insert, [activity, ...guards])) return asset
  } catch (cause) {
    // The answer may be lost and the row written.
    const written = await findAsset(ctx, asset.id)
    if (written) return written
    throw cause
  }
  return getAsset(ctx, asset.id)
}
