import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import type { PublicationImage } from '../../../db/schema/publications.ts'
import type { ImageRow } from '../../products/load-parts.ts'
import { keepStagedImage } from '../publications.ts'
import type { CallResult, Session } from './session.ts'
import type { WantedPicture } from './wanted-pictures.ts'
import type { Work } from './work.ts'

/** Wide enough for a shop's largest view; keeps well within Shopify's 20 megapixels and 20 MB. */
const WIDEST_PIXELS = 2048
const MAX_PIXELS = 20_000_000
/** Shopify keeps pushed bytes for a day; well before that they are pushed again. */
const STAGED_MS = 6 * 60 * 60_000
const NEXT_MESSAGE_MS = 1_000

export type ShopPicture = {
  id: string
  gid?: string
  originalSource?: string
  alt: string | null
  filename: string
}

/**
 * The pictures as the shop takes them, in order: those it has by its id, others pushed, each kept as
 * it is done. When the session's time is used up the rest is left for the next run.
 */
export async function uploadPictures(
  ctx: Context,
  session: Session,
  { product, images: known }: Work,
  wanted: readonly WantedPicture[],
): Promise<CallResult<{ pictures: ShopPicture[]; pushed: number }>> {
  const images = new Map(product.images.map((image) => [image.id, image]))
  const pictures: ShopPicture[] = []
  let pushes = 0
  for (const { id, alt, key, gid } of wanted) {
    const filename = key?.split('/').at(-1) ?? id
    const source = gid ? { gid } : sourceOf(ctx, known.get(id))
    if (source || !key) {
      pictures.push({ id, alt, filename, ...source })
      continue
    }
    if (ctx.clock.now() > session.untilMs) return { kind: 'later', waitMs: NEXT_MESSAGE_MS }
    const pushed = await pushPicture(ctx, session, key, images.get(id))
    if (pushed.kind !== 'ok') return pushed
    await keepStagedImage(ctx, session.key, id, pushed.value.resourceUrl)
    pushes += 1
    pictures.push({ id, alt, filename, originalSource: pushed.value.resourceUrl })
  }
  return { kind: 'ok', value: { pictures, pushed: pushes } }
}

/** Where the shop takes a picture from that was pushed, and that it has not taken yet. */
function sourceOf(ctx: Context, image: PublicationImage | undefined) {
  if (!image || image.shop_image_gid) return undefined
  const { staged_url: originalSource, staged_at } = image
  const isFresh = staged_at !== null && staged_at > isoTime(ctx.clock.now() - STAGED_MS)
  return originalSource && isFresh ? { originalSource } : undefined
}
async function pushPicture(
  ctx: Context,
  { call }: Session,
  key: string,
  size: Pick<ImageRow, 'width' | 'height'> | undefined,
): Promise<CallResult<{ resourceUrl: string }>> {
  const isWide = (size?.width ?? 0) > WIDEST_PIXELS
  const source = isWide ? await ctx.files.makeCopy(key, WIDEST_PIXELS) : key
  const object = await ctx.files.read(source)
  if (!object) {
    return { kind: 'denied', message: 'A picture of this product no longer exists. Choose another' }
  }
  const bytes = new Uint8Array(await object.arrayBuffer())
  const found = ctx.files.sniff(bytes)
  if (!found) return { kind: 'denied', message: 'A picture of this product cannot be read' }
  if (found.width * found.height > MAX_PIXELS) {
    return {
      kind: 'denied',
      message: 'A picture of this product is over 20 megapixels, which is Shopify’s limit',
    }
  }
  const filename = source.split('/').at(-1) ?? 'picture'
  return call((shop) => shop.uploadPicture({ filename, mimeType: found.contentType, bytes }))
}
