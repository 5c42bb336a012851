import { html } from 'hono/html'
import type { ShopContext } from '../context.ts'
import { mediaStatus } from '../media.ts'
import { isOnSale, mediaOf, storefrontUrl } from '../product-view.ts'
import { type Media, numberOf, type Product, type Variant } from '../shop-state.ts'
import { layout } from './layout.ts'
import { pictureTag, readyMedia } from './picture-tag.ts'
import { priceRange } from './price.ts'

export type AdminNotice = { tone: 'good' | 'bad'; text: string }

const STATUSES = ['ACTIVE', 'DRAFT', 'ARCHIVED', 'UNLISTED'] as const

const adminUrl = (ctx: ShopContext, product?: Product): string =>
  `${ctx.base}/admin/products${product ? `/${numberOf(product.id)}` : ''}`

/** A product as the shop's staff see it: everything can be changed here, past the hub. */
export const adminPage = (ctx: ShopContext, product: Product, notice?: AdminNotice) =>
  layout(
    ctx,
    `Admin: ${product.title}`,
    html`<article class="admin">
      <p class="eyebrow"><a href="${adminUrl(ctx)}">Shop admin · products</a></p>
      <h1>${product.title} ${badge(product)}</h1>
      ${notice ? html`<p class="said said-${notice.tone}" role="status">${notice.text}</p>` : ''}
      <p class="fine">
        Online Store: ${product.publishedAt === null ? 'not published' : 'published'} ·
        last changed ${new Date(product.updatedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC
        ${isOnSale(product) ? html`· <a href="${storefrontUrl(ctx, product)}">View in store</a>` : ''}
        · <code>${product.id}</code>
      </p>
      ${productForm(ctx, product)}
      <h2>Media</h2>
      ${
        product.mediaIds.length === 0
          ? html`<p class="fine">This product has no pictures.</p>`
          : html`<ul class="admin-media">
              ${mediaOf(ctx, product).map((media) => mediaItem(ctx, product, media))}
            </ul>`
      }
      <form class="inline" method="post" action="${adminUrl(ctx, product)}/media">
        <label class="field"><span>Alt text of a new picture</span><input name="alt" value="" /></label>
        <label class="field"><span>Its colour</span><input type="color" name="colour" value="#a3b18a" /></label>
        <button class="quiet">Add a plain picture</button>
      </form>
      <h2>Delete</h2>
      <form method="post" action="${adminUrl(ctx, product)}/delete">
        <button class="quiet danger">Delete product</button>
      </form>
    </article>`,
  )

const badge = (product: Product) =>
  html`<span class="badge badge-${product.status.toLowerCase()}">${product.status}</span>`

const productForm = (ctx: ShopContext, product: Product) => html`<form
  class="admin-form" method="post" action="${adminUrl(ctx, product)}">
  ${field('title', 'Title', product.title)}
  <label class="field"><span>Description (HTML)</span>
    <textarea name="descriptionHtml" rows="6">
${product.descriptionHtml}</textarea></label>
  <div class="admin-pair">
    ${field('vendor', 'Vendor', product.vendor)} ${field('productType', 'Type', product.productType)}
  </div>
  ${field('tags', 'Tags, separated by commas', product.tags.join(', '))}
  <div class="admin-pair">
    ${field('handle', 'Handle', product.handle)}
    <label class="field"><span>Status</span><select name="status">
      ${STATUSES.map((status) => option(status, product.status))}</select></label>
  </div>
  <div class="admin-pair">
    ${field('seoTitle', 'Search title', product.seo.title ?? '')}
    ${field('seoDescription', 'Search description', product.seo.description ?? '')}
  </div>
  <h2>Variants</h2>
  <div class="wide">${variantTable(product)}</div>
  <button class="button">Save</button>
</form>`

const field = (name: string, label: string, value: string) =>
  html`<label class="field"><span>${label}</span><input name="${name}" value="${value}" /></label>`

const option = (value: string, chosen: string) =>
  value === chosen
    ? html`<option value="${value}" selected>${value}</option>`
    : html`<option value="${value}">${value}</option>`

const mediaItem = (ctx: ShopContext, product: Product, media: Media) => {
  const ready = readyMedia(ctx, product).find((known) => known.id === media.id)
  const url = `${adminUrl(ctx, product)}/media/${numberOf(media.id)}`
  return html`<li>
    ${ready ? pictureTag(ctx, ready, 'thumb') : html`<span class="no-picture"></span>`}
    <div>
      <p class="fine">${mediaStatus(media, ctx.now())} ${media.error?.details ?? ''}</p>
      <form method="post" action="${url}">
        <label class="field"><span>Alt text</span><input name="alt" value="${media.alt ?? ''}" /></label>
        <button class="quiet">Save alt text</button>
      </form>
      <form method="post" action="${url}/remove">
        <button class="quiet danger">Remove picture</button>
      </form>
    </div>
  </li>`
}

const variantTable = (product: Product) => html`<table>
  <thead>
    <tr>
      <th scope="col">Variant</th><th scope="col">SKU</th><th scope="col">Shipping</th>
      <th scope="col">When sold out</th><th scope="col">Price</th><th scope="col">Compare at</th>
    </tr>
  </thead>
  <tbody>${product.variants.map(variantRow)}</tbody>
</table>`

const variantRow = (variant: Variant) => {
  const number = numberOf(variant.id)
  return html`<tr>
    <th scope="row">${variant.title}</th>
    <td><code>${variant.sku ?? '–'}</code></td>
    <td>${variant.requiresShipping ? 'Physical' : 'No shipping'}</td>
    <td>${variant.inventoryPolicy === 'CONTINUE' ? 'Keeps selling' : 'Stops selling'}</td>
    <td><input class="amount" inputmode="decimal" name="price:${number}"
      aria-label="Price of ${variant.title}" value="${variant.price}" /></td>
    <td><input class="amount" inputmode="decimal" name="compare:${number}"
      aria-label="Compare-at price of ${variant.title}" value="${variant.compareAtPrice ?? ''}" /></td>
  </tr>`
}

/** Every product of the shop, drafts and archived ones too, newest first. */
export const adminListPage = (ctx: ShopContext, notice?: AdminNotice) => {
  const products = ctx.shop.state.products.toReversed()
  return layout(
    ctx,
    'Admin: products',
    html`<article class="admin">
      <p class="eyebrow">Shop admin</p>
      <h1>Products</h1>
      ${notice ? html`<p class="said said-${notice.tone}" role="status">${notice.text}</p>` : ''}
      ${
        products.length === 0
          ? html`<p class="fine">This shop has no products yet.</p>`
          : html`<div class="wide"><table>
              <thead><tr>
                <th scope="col">Product</th><th scope="col">Status</th>
                <th scope="col">Online Store</th><th scope="col">Price</th>
              </tr></thead>
              <tbody>${products.map((product) => productRow(ctx, product))}</tbody>
            </table></div>`
      }
    </article>`,
  )
}

const productRow = (ctx: ShopContext, product: Product) => html`<tr>
  <th scope="row"><a href="${adminUrl(ctx, product)}">${product.title}</a></th>
  <td>${badge(product)}</td>
  <td>${product.publishedAt === null ? 'not published' : 'published'}</td>
  <td>${priceRange(product)}</td>
</tr>`
