import type { Log } from '../log.ts'
import { contentTypeOf, keys } from './keys.ts'

const THUMBNAIL_WIDTH_PIXELS = 480
const THUMBNAIL_QUALITY = 82
const COPY_QUALITY = 92

type Store = { bucket: R2Bucket; images: ImagesBinding | undefined; log: Log }

/** Makes a picture's thumbnail once and answers its key; undefined where it cannot be made. */
export async function makeThumbnail(store: Store, sourceKey: string): Promise<string | undefined> {
  const key = keys.thumbnail(sourceKey)
  const made = await resize(store, sourceKey, key, {
    width: THUMBNAIL_WIDTH_PIXELS,
    quality: THUMBNAIL_QUALITY,
    format: 'image/webp',
  })
  return made ? key : undefined
}

/** Makes a copy no wider than `maxWidth` once and answers its key, or the source's own. */
export async function makeCopy(store: Store, sourceKey: string, maxWidth: number): Promise<string> {
  const key = keys.vendorCopy(sourceKey, maxWidth)
  const format = contentTypeOf(key) === 'image/jpeg' ? 'image/jpeg' : 'image/png'
  const made = await resize(store, sourceKey, key, {
    width: maxWidth,
    quality: COPY_QUALITY,
    format,
  })
  return made ? key : sourceKey
}

type Output = { width: number; quality: number; format: 'image/webp' | 'image/jpeg' | 'image/png' }

// A picture that cannot be made smaller is shown and sent as it is: slower, but nothing stops. A
// sweep makes missing thumbnails later.
async function resize(
  { bucket, images, log }: Store,
  sourceKey: string,
  key: string,
  { width, quality, format }: Output,
): Promise<boolean> {
  if (await bucket.head(key)) return true
  if (!images) return false
  const source = await bucket.get(sourceKey)
  if (!source) return false
  try {
    const output = await images
      .input(source.body)
      .transform({ width, fit: 'scale-down' })
      .output({ format, quality })
    const bytes = await new Response(output.image()).arrayBuffer()
    await bucket.put(key, bytes, { httpMetadata: { contentType: format } })
    return true
  } catch (cause) {
    log.error('picture_not_resized', cause, { key })
    return false
  }
}
