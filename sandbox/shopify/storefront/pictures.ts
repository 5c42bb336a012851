import type { Context } from 'hono'
import sharp from 'sharp'
import type { ShopContext } from '../context.ts'
import { numberOf } from '../shop-state.ts'

/** Sizes the pages use; any other width is answered with the original. */
export const WIDTHS = { thumb: 160, card: 640, large: 1400 } as const

const ALLOWED_WIDTHS: ReadonlySet<number> = new Set(Object.values(WIDTHS))

/** A picture of the shop, smaller when a page asks for a width. */
export const servePicture = async (
  c: Context,
  ctx: ShopContext,
  number: string,
): Promise<Response> => {
  const media = ctx.shop.state.media.find((known) => numberOf(known.id) === number)
  if (!media?.picture) return c.notFound()
  const width = Number(c.req.query('width'))
  const isSmaller = ALLOWED_WIDTHS.has(width)
  const bytes = isSmaller
    ? await smaller(ctx, media.picture.key, width)
    : await ctx.pictures.get(media.picture.key)
  if (!bytes) return c.notFound()
  return c.body(Uint8Array.from(bytes), 200, {
    'content-type': isSmaller ? 'image/webp' : media.picture.mimeType,
    'cache-control': 'no-cache',
  })
}

const smaller = async (
  ctx: ShopContext,
  key: string,
  width: number,
): Promise<Uint8Array | undefined> => {
  const name = `${key}.w${width}.webp`
  const known = await ctx.pictures.get(name)
  if (known) return known
  const original = await ctx.pictures.get(key)
  if (!original) return undefined
  const made = await sharp(original)
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 84, effort: 2 })
    .toBuffer()
  await ctx.pictures.put(name, made)
  return made
}
