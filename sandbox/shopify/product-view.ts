import { viewCollectionsOf } from './collections.ts'
import { connection } from './connection.ts'
import type { ShopContext } from './context.ts'
import { mediaStatus } from './media.ts'
import { ONLINE_STORE_GID } from './publications.ts'
import { type Media, numberOf, type Product, type Variant } from './shop-state.ts'

/** Whether people can see it in the Online Store. */
export const isOnSale = (product: Product): boolean =>
  product.status === 'ACTIVE' && product.publishedAt !== null

export const storefrontUrl = (ctx: ShopContext, product: Product): string =>
  `${ctx.base}/products/${product.handle}`

export const pictureUrl = (base: string, media: Media, width?: number): string =>
  `${base}/files/${numberOf(media.id)}/${encodeURIComponent(media.filename)}${width ? `?width=${width}` : ''}`

export const mediaOf = (ctx: ShopContext, product: Product): Media[] =>
  product.mediaIds.flatMap((id) => ctx.shop.state.media.find((media) => media.id === id) ?? [])

const isoTime = (time: number): string => new Date(time).toISOString()

const ERROR_MESSAGES = {
  IMAGE_DOWNLOAD_FAILURE: 'Image could not be downloaded',
  IMAGE_PROCESSING_FAILURE: 'Image could not be processed',
  INVALID_IMAGE_RESOLUTION: 'Image resolution is too high',
  UNSUPPORTED_IMAGE_FILE_TYPE: 'Image file type is not supported',
}

const viewMedia = (ctx: ShopContext, media: Media) => {
  const status = mediaStatus(media, ctx.now())
  const { picture, error } = media
  return {
    __typename: 'MediaImage',
    id: media.id,
    alt: media.alt,
    createdAt: isoTime(media.createdAt),
    mediaContentType: 'IMAGE',
    mimeType: picture?.mimeType ?? null,
    status,
    mediaErrors:
      error && status === 'FAILED' ? [{ ...error, message: ERROR_MESSAGES[error.code] }] : [],
    image:
      picture && status === 'READY'
        ? {
            id: media.id.replace('MediaImage', 'ImageSource'),
            url: pictureUrl(ctx.base, media),
            altText: media.alt,
            width: picture.width,
            height: picture.height,
          }
        : null,
  }
}

const viewVariant = (ctx: ShopContext, variant: Variant, index: number) => ({
  __typename: 'ProductVariant',
  ...variant,
  position: index + 1,
  selectedOptions: variant.options,
  media: (args: unknown) =>
    connection(
      ctx.shop.state.media
        .filter(({ id }) => id === variant.mediaId)
        .map((item) => viewMedia(ctx, item)),
      args,
    ),
  inventoryItem: {
    id: variant.inventoryItemId,
    sku: variant.sku,
    tracked: variant.tracked,
    requiresShipping: variant.requiresShipping,
    measurement: { weight: variant.weight ?? { value: 0, unit: 'KILOGRAMS' } },
  },
})

/** A product as the Admin API's Product type; fields with arguments are functions. */
export const viewProduct = (ctx: ShopContext, product: Product) => {
  const media = mediaOf(ctx, product).map((item) => viewMedia(ctx, item))
  return {
    __typename: 'Product',
    ...product,
    category: product.category && { id: product.category, fullName: product.category },
    createdAt: isoTime(product.createdAt),
    updatedAt: isoTime(product.updatedAt),
    publishedAt: product.publishedAt === null ? null : isoTime(product.publishedAt),
    onlineStoreUrl: isOnSale(product) ? storefrontUrl(ctx, product) : null,
    onlineStorePreviewUrl: storefrontUrl(ctx, product),
    featuredMedia: media[0] ?? null,
    media: (args: unknown) => connection(media, args),
    variants: (args: unknown) =>
      connection(
        product.variants.map((variant, index) => viewVariant(ctx, variant, index)),
        args,
      ),
    collections: (args: unknown) => viewCollectionsOf(ctx, product, args),
    options: product.options.map((option, index) => ({
      id: option.id,
      name: option.name,
      position: index + 1,
      values: option.values.map((value) => value.name),
      optionValues: option.values,
    })),
    metafield: ({ namespace = '$app', key }: { namespace?: string; key: string }) =>
      product.metafields.find((field) => field.namespace === namespace && field.key === key) ??
      null,
    publishedOnPublication: ({ publicationId }: { publicationId: string }) =>
      publicationId === ONLINE_STORE_GID && product.publishedAt !== null,
  }
}
