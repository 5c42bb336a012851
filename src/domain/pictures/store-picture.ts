import type { Context } from '../../context.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { messageOf } from '../../errors.ts'
import type { StoredFile } from './picture.ts'
import { attemptIdOf } from './recipe.ts'

type Attempt = Pick<Picture, 'id' | 'attempt'>

/** Where an attempt's picture is kept: it follows from the id, so there is at most one. */
export function fileOf(ctx: Context, picture: Attempt): string {
  return ctx.files.keys.picture(ctx.userId, attemptIdOf(picture))
}

/** What is known of a stored file before its thumbnail is. */
type Described = Pick<StoredFile, 'width' | 'height'> & { byte_size: number }

/** `broken`: the result did not come whole, and may another time. */
export type StoredResult =
  | { kind: 'stored'; file: Described | undefined }
  | { kind: 'no_picture' | 'too_large' }
  | { kind: 'broken'; message: string }

type Result = { body: ReadableStream<Uint8Array>; length: number | undefined; maxBytes: number }

/**
 * Puts a render's result at its key as it arrives, once: what is there already stays. What the
 * bytes are is read from the bytes; the vendor may call them anything.
 */
export async function storePicture(
  ctx: Context,
  picture: Attempt,
  result: Result,
): Promise<StoredResult> {
  const end = await ctx.files.putStreamOnce(fileOf(ctx, picture), result, result.maxBytes)
  switch (end.result) {
    case 'stored': {
      const { info, size } = end
      const file = { width: info.width, height: info.height, byte_size: size }
      return { kind: 'stored', file }
    }
    case 'already':
      return { kind: 'stored', file: undefined }
    case 'broken':
      return { kind: 'broken', message: `The result link: ${messageOf(end.cause)}` }
    default:
      return { kind: end.result }
  }
}

/** The stored file with its thumbnail, which is made once. Throws when there is none. */
export async function describeStored(
  ctx: Context,
  picture: Attempt,
  known?: Described,
): Promise<StoredFile> {
  const file_key = fileOf(ctx, picture)
  const described = known ?? (await describe(ctx, file_key))
  const thumbnail_key = await ctx.files.makeThumbnail(file_key, { size: described.byte_size })
  return { file_key, thumbnail_key: thumbnail_key ?? null, ...described }
}

async function describe(ctx: Context, file_key: string): Promise<Described> {
  const found = await ctx.files.describe(file_key)
  if (!found) throw new Error(`no picture is stored at ${file_key}`)
  return { width: found.info.width, height: found.info.height, byte_size: found.size }
}
