import { html, raw } from 'hono/html'
import type { ShopContext } from '../context.ts'
import type { Product, ProductOption, Variant } from '../shop-state.ts'
import { layout } from './layout.ts'
import { pictureTag, readyMedia } from './picture-tag.ts'
import { priceRange, showPrice } from './price.ts'

/** The page of one product on sale. */
export const productPage = (ctx: ShopContext, product: Product) =>
  layout(
    ctx,
    product.seo.title ?? product.title,
    html`<article class="product">
      ${gallery(ctx, product)}
      <div class="buy">
        <p class="eyebrow">${product.vendor}</p>
        <h1>${product.title}</h1>
        <p class="price" data-price>${priceRange(product)}</p>
        <p class="range fine">${priceRange(product)}, by size and finish</p>
        ${picker(product)}
        <div class="description">${raw(product.descriptionHtml)}</div>
        ${priceList(product)}
        <dl class="facts">
          <div><dt>Type</dt><dd>${product.productType || 'Print'}</dd></div>
          ${
            product.tags.length > 0
              ? html`<div><dt>Tags</dt><dd>${product.tags.join(', ')}</dd></div>`
              : ''
          }
        </dl>
      </div>
    </article>`,
  )

const gallery = (ctx: ShopContext, product: Product) => {
  const pictures = readyMedia(ctx, product)
  if (pictures.length === 0) {
    return html`<div class="gallery"><div class="no-picture">Pictures are on their way</div></div>`
  }
  return html`<div class="gallery">
    ${pictures.map(
      (media, index) => html`<figure class="view" id="view-${index + 1}">
        ${pictureTag(ctx, media, 'large')}
      </figure>`,
    )}
    ${
      pictures.length > 1
        ? html`<ul class="thumbs" aria-label="Pictures">
            ${pictures.map(
              (media, index) => html`<li>
                <a href="#view-${index + 1}">${pictureTag(ctx, media, 'thumb')}</a>
              </li>`,
            )}
          </ul>`
        : ''
    }
  </div>`
}

const picker = (product: Product) => {
  const first = product.variants[0]
  return html`<form class="picker" data-picker>
    ${product.options.map((option) => optionField(option, first))}
    <p class="chosen" data-chosen aria-live="polite"></p>
    <button class="button" type="button" disabled>Add to cart</button>
    <p class="fine">This is a sandbox shop, so the cart stays closed.</p>
    <script type="application/json" data-variants>${raw(variantsJson(product))}</script>
  </form>`
}

const optionField = (option: ProductOption, first: Variant | undefined) => html`<fieldset>
  <legend>${option.name}</legend>
  ${option.values.map(({ name }) => {
    const isFirst = first?.options.some(
      (chosen) => chosen.name === option.name && chosen.value === name,
    )
    return html`<label class="pill ${option.name === 'Frame' ? `frame-${name.toLowerCase()}` : ''}">
      <input type="radio" name="${option.name}" value="${name}" ${isFirst ? 'checked' : ''} />
      <span>${name}</span>
    </label>`
  })}
</fieldset>`

const variantsJson = (product: Product): string => {
  const variants = product.variants.map((variant) => ({
    title: variant.title,
    sku: variant.sku,
    price: showPrice(variant.price),
    isDownload: !variant.requiresShipping,
    options: Object.fromEntries(variant.options.map(({ name, value }) => [name, value])),
  }))
  return JSON.stringify(variants).replaceAll('<', '\\u003c')
}

const priceList = (product: Product) => html`<details class="prices">
  <summary>All sizes and prices</summary>
  <table>
    <thead>
      <tr><th scope="col">Variant</th><th scope="col">SKU</th><th scope="col">Price</th></tr>
    </thead>
    <tbody>
      ${product.variants.map(
        (variant) => html`<tr>
          <th scope="row">
            ${variant.title}
            ${variant.requiresShipping ? '' : html`<span class="fine">instant download</span>`}
          </th>
          <td><code>${variant.sku ?? '–'}</code></td>
          <td>
            ${variant.compareAtPrice ? html`<s>${showPrice(variant.compareAtPrice)}</s> ` : ''}
            ${showPrice(variant.price)}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>
</details>`
