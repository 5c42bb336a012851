import { toDecimalString } from '../../money.ts'
import { ID_METAFIELD } from './ensure-id-definition.ts'
import { MAX_PICTURES, MAX_VARIANTS } from './shop-product.ts'

/** How a print is finished; `digital` is the download of the same artwork. */
type Frame = 'unframed' | 'white' | 'black' | 'natural' | 'digital'

type Seo = { title?: string | undefined; description?: string | undefined }

/** A product as the hub hands it to Shopify. `gid` is set once Shopify has it. */
export type ProductForShop = {
  id: string
  gid?: string
  title: string
  descriptionHtml: string
  /** What search engines show. What is left out stays as it is at the shop, '' empties it. */
  seo?: Seo | undefined
  /** An id of Shopify's taxonomy; null for none, and left out it stays. */
  category?: string | null | undefined
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
  /** What the shop weighs a parcel by; left out where it is not known. */
  weightGrams?: number
  /** What making it costs, which only staff see; left out it stays at the shop as it is. */
  costMinor?: number
  /** Its own picture, one of the product's; null takes it off, absent leaves it alone. */
  pictureId?: string | null | undefined
}

/** A picture: one Shopify already has (`gid`) or one to fetch (`originalSource`). */
export type PictureForShop = {
  id: string
  gid?: string
  originalSource?: string
  alt?: string
  filename: string
}

/** The variables of `productSet`, as far as the hub fills them (Admin API 2026-10). */
export type ProductSetVariables = {
  identifier: { id: string } | { customId: { key: string; value: string } }
  input: ProductSetInput
  synchronous: boolean
}

export type ProductSetInput = {
  title: string
  descriptionHtml: string
  vendor: string
  productType: string
  productOptions: OptionSetInput[]
  variants: VariantSetInput[]
  files: FileSetInput[]
  seo?: Seo
  category?: string | null
  handle?: string
  tags?: string[]
  status?: 'DRAFT'
  metafields?: { namespace: string; key: string; type: string; value: string }[]
}

type OptionSetInput = { name: string; position: number; values: { name: string }[] }

type VariantSetInput = {
  id?: string
  optionValues: { optionName: string; name: string }[]
  sku: string
  price: string
  compareAtPrice: string | null
  inventoryPolicy: 'CONTINUE'
  inventoryItem: {
    tracked: false
    requiresShipping: boolean
    /** A decimal in the shop's currency. */
    cost?: string
    measurement?: { weight: { value: number; unit: 'GRAMS' } }
  }
  position: number
  file?: FileSetInput | null
}

type FileSetInput =
  | { id: string; alt: string }
  | {
      originalSource: string
      alt: string
      contentType: 'IMAGE'
      filename: string
      duplicateResolutionMode: 'APPEND_UUID'
    }

/** Shopify refuses longer alternative texts. */
const ALT_MAX_CHARACTERS = 512

const FRAME_NAMES = {
  unframed: 'Unframed',
  white: 'White',
  black: 'Black',
  natural: 'Natural',
  digital: 'Digital',
} satisfies Record<Frame, string>

/**
 * The variables of `productSet` for a product: who it is (our id until Shopify gave its own) and
 * everything about it. `create` makes a draft; `update` leaves alone what merchants edit at the
 * shop (status, handle, tags, metafields, and all that is never sent). Lists replace at Shopify,
 * so variants, options and pictures are always whole.
 *
 * @throws RangeError what no caller may send: no variants, two equal ones, too many, a price that
 * is no amount, a picture without source, a variant's picture that is none of the product's
 */
export function buildProductSetInput(
  product: ProductForShop,
  variants: readonly VariantForShop[],
  pictures: readonly PictureForShop[],
  mode: 'create' | 'update',
): ProductSetVariables {
  assertSendable(variants, pictures)
  const options = buildOptions(variants)
  const hasFrames = options.length > 1
  const files = pictures.map((picture) => buildFile(picture, product.title))
  const fileOf = new Map(pictures.map(({ id }, index) => [id, files[index]]))
  return {
    identifier: product.gid
      ? { id: product.gid }
      : { customId: { key: ID_METAFIELD.key, value: product.id } },
    input: {
      title: product.title,
      descriptionHtml: product.descriptionHtml,
      ...(product.seo ? { seo: product.seo } : {}),
      ...(product.category === undefined ? {} : { category: product.category }),
      vendor: product.vendor,
      productType: product.productType,
      productOptions: options,
      variants: variants.map((variant, index) => ({
        ...buildVariant(variant, index + 1, hasFrames, product),
        ...variantFile(variant, fileOf),
      })),
      files,
      ...(mode === 'create' ? firstTimeFields(product) : {}),
    },
    synchronous: true,
  }
}

/** A draft first: it is sold when its pictures are there and it is published. */
function firstTimeFields(product: ProductForShop) {
  return {
    status: 'DRAFT' as const,
    handle: product.handle,
    tags: product.tags,
    metafields: [{ ...ID_METAFIELD, value: product.id }],
  }
}

function buildOptions(variants: readonly VariantForShop[]): OptionSetInput[] {
  const sizes = new Set(variants.map((variant) => variant.size))
  const frames = new Set(variants.map((variant) => FRAME_NAMES[variant.frame]))
  const size = { name: 'Size', position: 1, values: [...sizes].map((name) => ({ name })) }
  const frame = { name: 'Frame', position: 2, values: [...frames].map((name) => ({ name })) }
  return frames.size > 1 ? [size, frame] : [size]
}

function buildVariant(
  variant: VariantForShop,
  position: number,
  hasFrames: boolean,
  { currency }: ProductForShop,
): VariantSetInput {
  const size = { optionName: 'Size', name: variant.size }
  const frame = { optionName: 'Frame', name: FRAME_NAMES[variant.frame] }
  return {
    ...(variant.gid ? { id: variant.gid } : {}),
    optionValues: hasFrames ? [size, frame] : [size],
    sku: variant.sku,
    price: toPrice(variant.priceMinor, currency),
    compareAtPrice:
      variant.compareAtPriceMinor === undefined
        ? null
        : toPrice(variant.compareAtPriceMinor, currency),
    inventoryPolicy: 'CONTINUE',
    inventoryItem: {
      tracked: false,
      requiresShipping: !variant.isDigital,
      ...(variant.costMinor === undefined ? {} : { cost: toPrice(variant.costMinor, currency) }),
      ...measure(variant),
    },
    position,
  }
}

/** Downloads weigh nothing and are not sent; what is left out stays at the shop as it is. */
function measure({ isDigital, weightGrams }: VariantForShop) {
  if (isDigital || weightGrams === undefined) return {}
  return { measurement: { weight: { value: weightGrams, unit: 'GRAMS' as const } } }
}

/** The very file that the product lists, so that the shop knows it as the same. */
function variantFile(
  { id, pictureId }: VariantForShop,
  fileOf: ReadonlyMap<string, FileSetInput | undefined>,
): Pick<VariantSetInput, 'file'> {
  if (pictureId === undefined) return {}
  if (pictureId === null) return { file: null }
  const file = fileOf.get(pictureId)
  if (!file) throw new RangeError(`variant ${id} has a picture that its product lacks`)
  return { file }
}

function buildFile(picture: PictureForShop, title: string): FileSetInput {
  const alt = [...(picture.alt?.trim() || title)].slice(0, ALT_MAX_CHARACTERS).join('')
  if (picture.gid) return { id: picture.gid, alt }
  if (!picture.originalSource) throw new RangeError(`picture ${picture.id} has no source`)
  return {
    originalSource: picture.originalSource,
    alt,
    contentType: 'IMAGE',
    filename: picture.filename,
    duplicateResolutionMode: 'APPEND_UUID',
  }
}

/** Shopify's Money scalar takes any number; a decimal string is the only form that is exact. */
function toPrice(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError(`not a price: ${minor}`)
  return toDecimalString(minor, currency)
}

function assertSendable(
  variants: readonly VariantForShop[],
  pictures: readonly PictureForShop[],
): void {
  if (variants.length === 0) throw new RangeError('a product needs at least one variant')
  if (variants.length > MAX_VARIANTS) throw new RangeError(`more than ${MAX_VARIANTS} variants`)
  if (pictures.length > MAX_PICTURES) throw new RangeError(`more than ${MAX_PICTURES} pictures`)
  const combinations = new Set(variants.map(({ size, frame }) => `${size}\n${frame}`))
  if (combinations.size !== variants.length) throw new RangeError('two variants are equal')
}
