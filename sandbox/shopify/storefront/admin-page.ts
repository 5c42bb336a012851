import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'
import { mediaStatus } from '../media.ts'
import { isOnSale, mediaOf, storefrontUrl } from '../product-view.ts'
import type { Media, Product } from '../shop-state.ts'
import { layout } from './layout.ts'
import { pictureTag, readyMedia } from './picture-tag.ts'
import { showPrice } from './price.ts'

/** What the shop's staff would see of a product. */
export const adminPage = (ctx: ShopContext, product: Product) =>
  layout(
    ctx,
    `Admin: ${product.title}`,
    html`<article class="admin">
      <p class="eyebrow">Shop admin · product</p>
      <h1>${product.title} <span class="badge badge-${product.status.toLowerCase()}">${product.status}</span></h1>
      <p>
        Online Store: ${product.publishedAt === null ? 'not published' : 'published'}.
        ${isOnSale(product) ? html`<a href="${storefrontUrl(ctx, product)}">View in store</a>` : ''}
      </p>
      <dl class="facts">
        <div><dt>Id</dt><dd><code>${product.id}</code></dd></div>
        <div><dt>Handle</dt><dd><code>${product.handle}</code></dd></div>
        <div><dt>Vendor</dt><dd>${product.vendor}</dd></div>
        <div><dt>Type</dt><dd>${product.productType}</dd></div>
        <div><dt>Tags</dt><dd>${product.tags.join(', ') || '–'}</dd></div>
      </dl>
      <h2>Media</h2>
      <ul class="thumbs">${mediaOf(ctx, product).map((media) => mediaItem(ctx, product, media))}</ul>
      <h2>Variants</h2>
      ${variantTable(product)}
    </article>`,
  )

const mediaItem = (ctx: ShopContext, product: Product, media: Media) => {
  const ready = readyMedia(ctx, product).find((known) => known.id === media.id)
  return html`<li>
    ${ready ? pictureTag(ctx, ready, 'thumb') : html`<span class="no-picture"></span>`}
    <span class="fine">${mediaStatus(media, ctx.now())} ${media.error?.details ?? ''}</span>
  </li>`
}

const variantTable = (product: Product) => html`<table>
  <thead>
    <tr>
      <th scope="col">Variant</th><th scope="col">SKU</th><th scope="col">Price</th>
      <th scope="col">Shipping</th><th scope="col">When sold out</th>
    </tr>
  </thead>
  <tbody>
    ${product.variants.map(
      (variant) => html`<tr>
        <th scope="row">${variant.title}</th>
        <td><code>${variant.sku ?? '–'}</code></td>
        <td>${showPrice(variant.price)}</td>
        <td>${variant.requiresShipping ? 'Physical' : 'No shipping'}</td>
        <td>${variant.inventoryPolicy === 'CONTINUE' ? 'Keeps selling' : 'Stops selling'}</td>
      </tr>`,
    )}
  </tbody>
</table>`
