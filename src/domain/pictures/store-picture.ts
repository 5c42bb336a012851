import type { Context } from '../../context.ts'
import type { Mockup } from '../../db/schema/mockups.ts'
import type { StoredPicture } from '../rendering/record-mockup.ts'

type Named = Pick<Mockup, 'user_id' | 'id'>

/** Where a mockup's picture lies: it follows from the id alone, so there is at most one. */
export function pictureFile(ctx: Context, mockup: Named): string {
  return ctx.files.keys.mockup(mockup.user_id, mockup.id, 'png')
}

/**
 * Puts a render's result at its key, once: what is there already stays. What the bytes are is read
 * from the bytes; the vendor may call them anything.
 */
export async function storePicture(
  ctx: Context,
  mockup: Named,
  bytes: Uint8Array,
): Promise<'stored' | 'no_picture'> {
  const picture = ctx.files.sniff(bytes)
  if (!picture) return 'no_picture'
  await ctx.files.putOnce(pictureFile(ctx, mockup), bytes, picture.contentType)
  return 'stored'
}

/** The stored picture with its thumbnail, which is made once. Throws when there is none. */
export async function describeStoredPicture(ctx: Context, mockup: Named): Promise<StoredPicture> {
  const key = pictureFile(ctx, mockup)
  const object = await ctx.files.read(key)
  const picture = object && ctx.files.sniff(new Uint8Array(await object.arrayBuffer()))
  if (!picture) throw new Error(`no picture is stored at ${key}`)
  const thumbnail = await ctx.files.makeThumbnail(key)
  return {
    file_key: key,
    thumbnail_key: thumbnail ?? null,
    width: picture.width,
    height: picture.height,
  }
}
