import type { Context } from '../../context.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import type { StoredFile } from './picture.ts'
import { attemptIdOf } from './recipe.ts'

type Attempt = Pick<Picture, 'id' | 'attempt'>

/** Where an attempt's picture is kept: it follows from the id, so there is at most one. */
export function fileOf(ctx: Context, picture: Attempt): string {
  return ctx.files.keys.picture(ctx.userId, attemptIdOf(picture))
}

/**
 * Puts a render's result at its key, once: what is there already stays. What the bytes are is read
 * from the bytes; the vendor may call them anything.
 */
export async function storePicture(
  ctx: Context,
  picture: Attempt,
  bytes: Uint8Array,
): Promise<'stored' | 'no_picture'> {
  const image = ctx.files.sniff(bytes)
  if (!image) return 'no_picture'
  await ctx.files.putOnce(fileOf(ctx, picture), bytes, image.contentType)
  return 'stored'
}

/** The stored file with its thumbnail, which is made once. Throws when there is none. */
export async function describeStored(ctx: Context, picture: Attempt): Promise<StoredFile> {
  const file_key = fileOf(ctx, picture)
  const object = await ctx.files.read(file_key)
  const bytes = object && new Uint8Array(await object.arrayBuffer())
  const image = bytes && ctx.files.sniff(bytes)
  if (!image) throw new Error(`no picture is stored at ${file_key}`)
  const thumbnail_key = (await ctx.files.makeThumbnail(file_key)) ?? null
  const { width, height } = image
  return { file_key, thumbnail_key, width, height, byte_size: bytes.length }
}
