import type { Context } from '../../context.ts'
import type { DigitalFile } from '../../db/schema/digital-files.ts'
import { AppError } from '../../errors.ts'
import { getAsset } from '../assets/get-asset.ts'
import { addDigitalFile, findByContent } from './add-digital-file.ts'
import { receiveFile } from './receive-file.ts'

/**
 * Makes a file for customers of an artwork's own file: a copy, which stays when the artwork is
 * replaced or deleted.
 *
 * @throws AppError not_found for an artwork that is not the user's
 * @throws AppError invalid for an artwork in WebP, which customers cannot open everywhere
 */
export async function addFromArtwork(
  ctx: Context,
  assetId: string,
  { name }: { name?: string | undefined } = {},
): Promise<DigitalFile> {
  const asset = await getAsset(ctx, assetId)
  const same = await findByContent(ctx, asset.content_hash)
  if (same) return same
  const object = asset.format === 'webp' ? undefined : await ctx.files.read(asset.file_key)
  if (!object) throw asset.format === 'webp' ? isWebp() : fileGone()
  const received = await receiveFile(ctx, { body: object.body, length: object.size })
  return addDigitalFile(ctx, received, { name: name || asset.title, assetId })
}

function isWebp(): AppError {
  const message = 'This artwork is a WebP. Upload a PDF, PNG, JPEG or ZIP for customers'
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/asset_id', message }],
  })
}

function fileGone(): AppError {
  return new AppError('not_found', 'The file of this artwork has been deleted')
}
