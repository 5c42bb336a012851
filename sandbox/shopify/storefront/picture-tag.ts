import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'
import { mediaStatus } from '../media.ts'
import { mediaOf, pictureUrl } from '../product-view.ts'
import type { Media, Product } from '../shop-state.ts'
import { WIDTHS } from './pictures.ts'

export type ReadyMedia = Media & { picture: NonNullable<Media['picture']> }

const isReady =
  (now: number) =>
  (media: Media): media is ReadyMedia =>
    media.picture !== null && mediaStatus(media, now) === 'READY'

/** The product's pictures that a visitor can see by now. */
export const readyMedia = (ctx: ShopContext, product: Product): ReadyMedia[] =>
  mediaOf(ctx, product).filter(isReady(ctx.now()))

/** A picture at one of the pages' sizes; width and height keep its place while it loads. */
export const pictureTag = (ctx: ShopContext, media: ReadyMedia, size: keyof typeof WIDTHS) => {
  const { width, height } = media.picture
  const shown = Math.min(width, WIDTHS[size])
  return html`<img
    src="${pictureUrl(ctx.base, media, WIDTHS[size])}"
    alt="${media.alt ?? ''}"
    width="${shown}"
    height="${Math.round((shown * height) / width)}"
    loading="${size === 'large' ? 'eager' : 'lazy'}"
  />`
}
