import type { Context } from '../../context.ts'
import type { Asset } from '../../db/schema/catalogue.ts'
import { derivedId } from '../../ids.ts'
import { sha256Hex } from '../../sha256.ts'
import { inspectArtwork } from './inspect-artwork.ts'

export type StoredFile = Pick<
  Asset,
  | 'file_key'
  | 'thumbnail_key'
  | 'format'
  | 'width'
  | 'height'
  | 'byte_size'
  | 'content_hash'
  | 'profile'
  | 'has_alpha'
>

/**
 * Puts an artwork's file and its thumbnail into the store. The key follows from the work id and
 * the content, so doing it again writes the same object, and other content never takes its place.
 * @throws AppError unsupported_type for anything but a PNG, JPEG or WebP by content
 * @throws AppError too_large over 20 MB
 */
export async function storeFile(
  ctx: Context,
  workId: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<StoredFile> {
  const picture = inspectArtwork(ctx, bytes)
  const content_hash = await sha256Hex(bytes)
  const fileId = await derivedId(workId, content_hash)
  const key = ctx.files.keys.asset(ctx.userId, fileId, picture.format)
  await ctx.files.putOnce(key, bytes, picture.contentType)
  return {
    file_key: key,
    thumbnail_key: (await ctx.files.makeThumbnail(key, { bytes })) ?? null,
    format: picture.format,
    width: picture.width,
    height: picture.height,
    byte_size: bytes.length,
    content_hash,
    ...(await ctx.files.colours(bytes, picture.format)),
  }
}
