import type { Gate } from '../gate.ts'
import type { Log } from '../log.ts'
import { sha256Hex } from '../sha256.ts'
import type { ImageInfo } from './inspect-image.ts'
import { contentTypeOf, keys } from './keys.ts'

const THUMBNAIL = { width: 480, quality: 82, format: 'image/webp' } as const
const COPY_QUALITY = 92

// With a pause after so many bytes a picture is sent on while it is read. Each piece is garbage
// afterwards, and the smaller they are the sooner that is collected: of 128 KiB, 60 MB pile up.
const PIECE_BYTES = 8 * 1024
const BETWEEN_PAUSES_BYTES = 128 * 1024
const PAUSE_MS = 1

type Store = {
  bucket: R2Bucket
  images: ImagesBinding | undefined
  log: Log
  /** As many bytes of whole pictures as may be in memory at once. */
  inMemory: Gate
}

/** What is known of the picture that is made smaller: its bytes, or how many there are. */
export type KnownSource = { bytes: Uint8Array } | { size: number }

/** Makes a picture's thumbnail once and answers its key; undefined where it cannot be made. */
export async function makeThumbnail(
  store: Store,
  sourceKey: string,
  known?: KnownSource,
): Promise<string | undefined> {
  const key = keys.thumbnail(sourceKey)
  const made = await resize(store, sourceKey, key, THUMBNAIL, known)
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

/**
 * Keeps a picture as small as a thumbnail and answers its key, which follows from its bytes; as it
 * is where it cannot be made smaller.
 */
export async function keepSmall(
  store: Store,
  userId: string,
  bytes: Uint8Array<ArrayBuffer>,
  { format, contentType }: ImageInfo,
): Promise<string> {
  const hash = await sha256Hex(bytes)
  const small = await shrink(store, bytes, hash)
  const key = keys.template(userId, hash, small ? 'webp' : format)
  await store.bucket.put(key, small ?? bytes, {
    onlyIf: { etagDoesNotMatch: '*' },
    httpMetadata: { contentType: small ? 'image/webp' : contentType },
  })
  return key
}

async function shrink(
  { images, log }: Store,
  bytes: Uint8Array,
  hash: string,
): Promise<ArrayBuffer | undefined> {
  if (!images) return undefined
  try {
    return await resizeWith(images, piecesOf(bytes), THUMBNAIL)
  } catch (cause) {
    log.error('picture_not_resized', cause, { hash })
    return undefined
  }
}

type Output = { width: number; quality: number; format: 'image/webp' | 'image/jpeg' | 'image/png' }

// A picture that cannot be made smaller is shown and sent as it is: slower, but nothing stops. A
// sweep makes missing thumbnails later.
async function resize(
  store: Store,
  sourceKey: string,
  key: string,
  output: Output,
  known?: KnownSource,
): Promise<boolean> {
  const { bucket, images, inMemory, log } = store
  if (await bucket.head(key)) return true
  if (!images) return false
  const write = async (source: ReadableStream<Uint8Array>) => {
    try {
      const bytes = await resizeWith(images, source, output)
      await bucket.put(key, bytes, { httpMetadata: { contentType: output.format } })
      return true
    } catch (cause) {
      log.error('picture_not_resized', cause, { key })
      return false
    }
  }
  if (known && 'bytes' in known) return write(piecesOf(known.bytes))
  const source = known ?? (await bucket.head(sourceKey))
  if (!source) return false
  return inMemory(async () => {
    const stored = await bucket.get(sourceKey)
    return stored ? write(slowDown(stored.body)) : false
  }, source.size)
}

async function resizeWith(
  images: ImagesBinding,
  source: ReadableStream<Uint8Array>,
  { width, format, quality }: Output,
): Promise<ArrayBuffer> {
  const output = await images
    .input(source)
    .transform({ width, fit: 'scale-down' })
    .output({ format, quality })
  return new Response(output.image()).arrayBuffer()
}

/** Bytes in memory as a stream that copies nothing. */
function piecesOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(at, at + PIECE_BYTES))
      at += PIECE_BYTES
    },
  })
}

/**
 * The Images binding reads its source as fast as that comes, whatever it has sent on of it: a
 * picture from the bucket would be in memory whole.
 */
function slowDown(source: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = source.getReader({ mode: 'byob' })
  let sinceLast = 0
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await reader.read(new Uint8Array(PIECE_BYTES))
      if (done) return controller.close()
      controller.enqueue(value)
      sinceLast += value.length
      if (sinceLast < BETWEEN_PAUSES_BYTES) return
      sinceLast = 0
      await scheduler.wait(PAUSE_MS)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
