import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { ImageInfo } from '../../files/create-files.ts'
import { MAX_ARTWORK_BYTES } from './schemas.ts'

export const TOO_LARGE =
  'This file is larger than 20 MB. Nothing was saved. Export a smaller file and upload that.'

/**
 * What picture an upload is.
 * @throws AppError too_large over 20 MB
 * @throws AppError unsupported_type for anything but a whole PNG, JPEG or WebP of a usual size
 */
export function inspectArtwork(ctx: Context, bytes: Uint8Array): ImageInfo {
  if (bytes.length > MAX_ARTWORK_BYTES) throw new AppError('too_large', TOO_LARGE)
  const inspection = ctx.files.inspect(bytes)
  switch (inspection.result) {
    case 'picture':
      return inspection.info
    case 'unknown':
      throw unsupported(
        'This file is not a PNG, JPEG or WebP image, whatever its name says. Nothing was saved. Export the artwork as one of these and upload it again.',
      )
    case 'cut_short':
      throw unsupported(
        'This file is incomplete: it was probably cut off while it was saved or sent. Nothing was saved. Export it again and upload the new file.',
      )
    case 'too_many_pixels':
      throw unsupported(
        `This image has ${inspection.width} × ${inspection.height} pixels. The limit is 100 megapixels and 20,000 pixels a side. Nothing was saved. Export a smaller file and upload that.`,
      )
  }
}

function unsupported(sentence: string): AppError {
  return new AppError('unsupported_type', sentence, {
    errors: [{ pointer: '/file', message: sentence }],
  })
}
