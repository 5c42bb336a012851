/** How a print is finished; `digital` is the download of the same artwork. */
export type Frame = 'unframed' | 'white' | 'black' | 'natural' | 'digital'

/** A product as the hub hands it to Shopify. `gid` is set once Shopify has it. */
export type ProductForShop = {
  id: string
  gid?: string
  title: string
  descriptionHtml: string
  vendor: string
  productType: string
  tags: string[]
  /** What the prices of its variants are in. */
  currency: string
  handle: string
}

/** A variant as the hub hands it over; prices are minor units of the product's currency. */
export type VariantForShop = {
  id: string
  gid?: string
  sku: string
  size: string
  frame: Frame
  priceMinor: number
  compareAtPriceMinor?: number
  isDigital: boolean
}

/** A picture: one Shopify already has (`gid`) or one to fetch (`originalSource`). */
export type PictureForShop = {
  id: string
  gid?: string
  originalSource?: string
  alt?: string
  filename: string
}

/** A product as Shopify answers with it; variants and pictures in the shop's order. */
export type ShopProduct = {
  gid: string
  handle: string
  title: string
  status: ShopProductStatus
  /** Null until the product is active and published to the Online Store. */
  onlineStoreUrl: string | null
  variants: ShopVariant[]
  media: ShopMedia[]
}

export type ShopProductStatus = 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED'

type ShopVariant = {
  gid: string
  sku: string | null
  title: string
  price: string
  options: { name: string; value: string }[]
}

type ShopMedia = {
  gid: string
  alt: string | null
  status: 'UPLOADED' | 'PROCESSING' | 'READY' | 'FAILED'
  /** Why a picture failed, in Shopify's words. */
  errors: string[]
}
