import { toDecimalString } from '../../money.ts'
import { ID_METAFIELD } from './id-definition.ts'
import { MAX_PICTURES, MAX_VARIANTS } from './operations/product-fields.ts'
import type {
  FileSetInput,
  OptionSetInput,
  ProductSetVariables,
  VariantSetInput,
} from './product-set-input.ts'
import type { Frame, PictureForShop, ProductForShop, VariantForShop } from './types.ts'

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
 * so variants, options and pictures are always whole. Throws RangeError on what no caller may
 * send: no variants, two equal ones, too many, a price that is no amount, a picture without source.
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
  return {
    identifier: product.gid
      ? { id: product.gid }
      : { customId: { key: ID_METAFIELD.key, value: product.id } },
    input: {
      title: product.title,
      descriptionHtml: product.descriptionHtml,
      vendor: product.vendor,
      productType: product.productType,
      productOptions: options,
      variants: variants.map((variant, index) =>
        buildVariant(variant, index + 1, hasFrames, product),
      ),
      files: pictures.map((picture) => buildFile(picture, product.title)),
      ...(mode === 'create' ? firstTimeFields(product) : {}),
    },
    synchronous: true,
  }
}

/** A draft first: it goes on sale when its pictures are there and it is published. */
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
    inventoryItem: { tracked: false, requiresShipping: !variant.isDigital },
    position,
  }
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
