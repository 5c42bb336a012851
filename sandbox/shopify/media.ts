import sharp from 'sharp'
import type { ShopContext } from './context.ts'
import { type Media, type mediaErrorCodes, newGid, numberOf } from './shop-state.ts'
import { uploadKeyOf } from './staged-uploads.ts'

/** How long a picture takes at a shop. */
const UPLOADED_MS = 400
const PROCESSED_MS = 1500

const FETCH_TIMEOUT_MS = 10_000
const PICTURE_MAX_BYTES = 20 * 1024 * 1024
const PICTURE_MAX_PIXELS = 20_000_000
const ALLOWED_FORMATS = new Set(['png', 'jpeg', 'webp', 'gif'])

type ErrorCode = (typeof mediaErrorCodes)[number]

/** The state of a picture, from its age and the result of reading it. */
export const mediaStatus = (media: Media, now: number) => {
  const age = now - media.createdAt
  if (age < UPLOADED_MS) return 'UPLOADED'
  if (media.error) return 'FAILED'
  return media.picture && age >= PROCESSED_MS ? 'READY' : 'PROCESSING'
}

/**
 * Adds a picture and answers at once; it is read in the background. A staged upload is read before
 * this returns, since its bytes are already here.
 */
export const addMedia = async (
  ctx: ShopContext,
  file: { originalSource: string; alt: string | null; filename: string | null },
): Promise<Media> => {
  const media: Media = {
    id: newGid(ctx.shop.state, 'MediaImage'),
    alt: file.alt,
    filename: file.filename ?? 'picture',
    createdAt: ctx.now(),
    picture: null,
    error: null,
  }
  ctx.shop.state.media.push(media)
  const key = uploadKeyOf(ctx, file.originalSource)
  if (key === undefined) {
    ctx.inBackground(ingest(ctx, media, () => download(file.originalSource)))
  } else {
    await ingest(ctx, media, () => ctx.pictures.get(key))
  }
  return media
}

/** Adds a plain picture of one colour that is READY at once, as the shop's staff might. */
export const addOwnPicture = async (
  ctx: Pick<ShopContext, 'shop' | 'pictures' | 'now'>,
  { alt, filename, colour }: { alt: string | null; filename: string; colour: string },
): Promise<Media> => {
  const media: Media = {
    id: newGid(ctx.shop.state, 'MediaImage'),
    alt,
    filename,
    createdAt: ctx.now() - PROCESSED_MS,
    picture: null,
    error: null,
  }
  ctx.shop.state.media.push(media)
  const picture = sharp({ create: { width: 800, height: 1000, channels: 3, background: colour } })
  await keepPicture(ctx, media, await picture.png().toBuffer())
  return media
}

const ingest = async (
  ctx: ShopContext,
  media: Media,
  read: () => Promise<Uint8Array | undefined>,
): Promise<void> => {
  const bytes = await read().catch(() => undefined)
  if (bytes) await keepPicture(ctx, media, bytes)
  else fail(media, 'IMAGE_DOWNLOAD_FAILURE', 'The file could not be downloaded.')
  ctx.shop.save()
}

const fail = (media: Media, code: ErrorCode, details: string): void => {
  media.error = { code, details }
}

const keepPicture = async (
  ctx: Pick<ShopContext, 'shop' | 'pictures'>,
  media: Media,
  bytes: Uint8Array,
): Promise<void> => {
  const facts = await sharp(bytes)
    .metadata()
    .catch(() => undefined)
  if (!facts || !ALLOWED_FORMATS.has(facts.format)) {
    return fail(media, 'UNSUPPORTED_IMAGE_FILE_TYPE', 'The file is not a supported image.')
  }
  const { width, height } = facts
  if (width * height > PICTURE_MAX_PIXELS) {
    return fail(media, 'INVALID_IMAGE_RESOLUTION', 'The image is over 20 megapixels.')
  }
  const key = `${ctx.shop.credentials.domain}.media-${numberOf(media.id)}`
  await ctx.pictures.put(key, bytes)
  media.picture = { key, mimeType: `image/${facts.format}`, width, height }
}

/** Only this machine is called: the sandbox never reaches the internet. */
const download = async (source: string): Promise<Uint8Array | undefined> => {
  const url = URL.parse(source)
  if (url?.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(url.hostname)) {
    return undefined
  }
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  })
  const length = Number(answer.headers.get('content-length') ?? 0)
  if (!answer.ok || length > PICTURE_MAX_BYTES) return undefined
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return bytes.byteLength > PICTURE_MAX_BYTES ? undefined : bytes
}
