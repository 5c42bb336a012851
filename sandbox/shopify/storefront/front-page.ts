import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'
import { isOnSale, storefrontUrl } from '../product-view.ts'
import type { Collection, Product } from '../shop-state.ts'
import { layout } from './layout.ts'
import { pictureTag, readyMedia } from './picture-tag.ts'
import { priceRange } from './price.ts'

/** The shop's front, or one of its collections: everything on sale, newest first. */
export const frontPage = (ctx: ShopContext, collection?: Collection) => {
  const products = ctx.shop.state.products
    .filter(({ id }) => collection?.productIds.includes(id) ?? true)
    .filter(isOnSale)
    .toReversed()
  return layout(
    ctx,
    collection?.title ?? 'Prints',
    html`<section class="hero">
        <p class="eyebrow">${collection ? 'Collection' : 'The collection'}</p>
        <h1>${collection?.title ?? 'Quiet words for the rooms you live in'}</h1>
      </section>
      ${
        products.length === 0
          ? html`<p class="empty">The walls are still bare. The first print will hang here soon.</p>`
          : html`<ul class="grid">${products.map((product) => card(ctx, product))}</ul>`
      }`,
  )
}

const card = (ctx: ShopContext, product: Product) => {
  const [first, second] = readyMedia(ctx, product)
  return html`<li class="card">
    <a href="${storefrontUrl(ctx, product)}">
      <span class="card-picture">
        ${first ? pictureTag(ctx, first, 'card') : html`<span class="no-picture"></span>`}
        ${second ? html`<span class="card-second">${pictureTag(ctx, second, 'card')}</span>` : ''}
      </span>
      <span class="card-title">${product.title}</span>
      <span class="card-price">${priceRange(product)}</span>
    </a>
  </li>`
}
