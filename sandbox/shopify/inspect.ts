import { collectionsOf } from './collections.ts'
import { mediaStatus } from './media.ts'
import { numberOf, type Product } from './shop-state.ts'
import type { Shop } from './shop-store.ts'

/** A shop's products as tests and the sandbox's own page look at them. */
export const inspectShop = (shop: Shop, now: number) =>
  shop.state.products.map((product) => inspectProduct(shop, product, now))

/** A shop's collections. */
export const inspectCollections = (shop: Shop) =>
  shop.state.collections.map(({ id, handle, title, publishedAt, productIds }) => ({
    gid: id,
    shop: shop.credentials.domain,
    handle,
    title,
    published: publishedAt !== null,
    products: productIds.flatMap(
      (productId) => shop.state.products.find((known) => known.id === productId)?.handle ?? [],
    ),
  }))

/** One of them. */
export const inspectProduct = (shop: Shop, product: Product, now: number) => {
  const { domain } = shop.credentials
  const base = `/shopify/${domain}`
  return {
    gid: product.id,
    shop: domain,
    handle: product.handle,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    seo: product.seo,
    category: product.category,
    status: product.status,
    published: product.publishedAt !== null,
    url: `${base}/products/${product.handle}`,
    adminUrl: `${base}/admin/products/${numberOf(product.id)}`,
    updatedAt: new Date(product.updatedAt).toISOString(),
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    collections: collectionsOf(shop.state, product).map(({ handle }) => handle),
    variants: product.variants.map((variant) => ({
      gid: variant.id,
      sku: variant.sku,
      price: variant.price,
      compareAtPrice: variant.compareAtPrice,
      title: variant.title,
      options: variant.options,
      requiresShipping: variant.requiresShipping,
      weight: variant.weight ?? null,
      cost: variant.cost ?? null,
      tracked: variant.tracked,
      inventoryPolicy: variant.inventoryPolicy,
      media: variant.mediaId,
    })),
    media: product.mediaIds.flatMap((id) => {
      const media = shop.state.media.find((known) => known.id === id)
      if (!media) return []
      const url = `${base}/files/${numberOf(media.id)}/${encodeURIComponent(media.filename)}`
      return [{ gid: media.id, status: mediaStatus(media, now), alt: media.alt, url }]
    }),
  }
}
