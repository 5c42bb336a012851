import { and, eq, ne, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isGuardFailure, refuseWhen } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { derivedId } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { inspectArtwork } from './inspect-artwork.ts'
import { removeUnnamedFiles } from './remove-unnamed-files.ts'
import { storeAsset, type Upload } from './store-asset.ts'

/** `isKnown`: the very same file was here before, and nothing was stored. */
export type Uploaded = { asset: Asset; isKnown: boolean }

/**
 * Stores an artwork that a person uploads, unless one of theirs has the very same file. What one
 * form uploads has ids that follow from its work id, its place there and the file, so sending it again
 * stores nothing.
 * @throws AppError as `storeAsset`
 */
export async function uploadArtwork(
  ctx: Context,
  { workId, place = 0 }: { workId: string; place?: number },
  upload: Omit<Upload, 'id'>,
): Promise<Uploaded> {
  inspectArtwork(ctx, upload.bytes)
  const hash = await sha256Hex(upload.bytes)
  const id = await derivedId(workId, String(place), hash)
  const known = await findSameFile(ctx, hash)
  if (known) return { asset: known, isKnown: known.id !== id }
  try {
    const isCopy = sql`EXISTS (SELECT 1 FROM ${assets} WHERE ${isSameFile(ctx, hash)}
      AND ${ne(assets.id, id)})`
    const guard = refuseWhen(ctx.db, isCopy)
    return { asset: await storeAsset(ctx, { ...upload, id }, [guard]), isKnown: false }
  } catch (cause) {
    if (!isGuardFailure(cause)) throw cause
    // Another upload of the same file was faster.
    const first = await findSameFile(ctx, hash)
    if (!first) throw cause
    const key = ctx.files.keys.asset(ctx.userId, await derivedId(id, hash), first.format)
    await removeUnnamedFiles(ctx, [key])
    return { asset: first, isKnown: true }
  }
}

function findSameFile(ctx: Context, hash: string): Promise<Asset | undefined> {
  return ctx.db.select().from(assets).where(isSameFile(ctx, hash)).limit(1).get()
}

function isSameFile(ctx: Context, hash: string) {
  return and(eq(assets.user_id, ctx.userId), eq(assets.content_hash, hash))
}
