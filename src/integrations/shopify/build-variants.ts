import { toDecimalString } from '../../money.ts'
import type { FileSetInput } from './build-files.ts'
import { MAX_VARIANTS } from './shop-product.ts'

/** How a print is finished; `digital` is the download of the same artwork. */
type Frame = 'unframed' | 'white' | 'black' | 'natural' | 'digital'

/** Its own picture, one of the product's; null takes it off, absent leaves it alone. */
type Pictured = { pictureId?: string | null | undefined }

/**
 * A variant as the hub hands it over; prices are minor units of the product's currency. One that
 * the shop has (`gid`) and that names no price keeps what it costs there.
 */
export type OwnVariant = Pictured & {
  id: string
  gid?: string | undefined
  sku: string
  size: string
  frame: Frame
  priceMinor?: number | undefined
  compareAtPriceMinor?: number | undefined
  isDigital: boolean
  /** What the shop weighs a parcel by; left out where it is not known. */
  weightGrams?: number | undefined
  /** What making it costs, which only staff see; left out it stays at the shop as it is. */
  costMinor?: number | undefined
}

/** A variant in the shop's own words; what is left out stays as it is. */
export type ShownVariant = Pictured & {
  gid?: string | undefined
  options: readonly { name: string; value: string }[]
  sku?: string | undefined
  /** As the shop writes amounts. */
  price?: string | undefined
  compareAtPrice?: string | null | undefined
  inventoryPolicy?: 'CONTINUE' | 'DENY' | undefined
  requiresShipping?: boolean | undefined
  isTracked?: boolean | undefined
  weightGrams?: number | undefined
}

export type VariantForShop = OwnVariant | ShownVariant

export type OptionSetInput = { name: string; position: number; values: { name: string }[] }

export type VariantSetInput = {
  id?: string
  optionValues: { optionName: string; name: string }[]
  sku?: string
  price?: string
  compareAtPrice?: string | null
  inventoryPolicy?: 'CONTINUE' | 'DENY'
  inventoryItem?: {
    tracked?: boolean
    requiresShipping?: boolean
    /** A decimal in the shop's currency. */
    cost?: string
    measurement?: { weight: { value: number; unit: 'GRAMS' } }
  }
  position: number
  file?: FileSetInput | null
}

const FRAME_NAMES = {
  unframed: 'Unframed',
  white: 'White',
  black: 'Black',
  natural: 'Natural',
  digital: 'Digital',
} satisfies Record<Frame, string>

/** By what the hub's own variants are told apart: Size, and Frame where they differ in it. */
export function optionNames(variants: readonly Pick<OwnVariant, 'frame'>[]): string[] {
  return new Set(variants.map(({ frame }) => frame)).size > 1 ? ['Size', 'Frame'] : ['Size']
}

/**
 * Options and variants, which Shopify takes both or not at all, in the order given.
 *
 * @throws RangeError no variants, too many, two equal ones, options that differ between them, a
 *   new one without a price, a price that is no amount, a picture that is not among the files
 */
export function buildVariants(
  variants: readonly VariantForShop[],
  currency: string,
  fileOf: ReadonlyMap<string, FileSetInput>,
): { productOptions: OptionSetInput[]; variants: VariantSetInput[] } {
  if (variants.length === 0) throw new RangeError('a product needs at least one variant')
  if (variants.length > MAX_VARIANTS) throw new RangeError(`more than ${MAX_VARIANTS} variants`)
  const names = optionNames(variants.filter(isOwn))
  const rows = variants.map((variant) => ({ variant, values: valuesOf(variant, names) }))
  return {
    productOptions: buildOptions(rows.map(({ values }) => values)),
    variants: rows.map(({ variant, values }, index) => ({
      ...(variant.gid ? { id: variant.gid } : {}),
      optionValues: values,
      ...(isOwn(variant) ? buildOwn(variant, currency) : buildShown(variant)),
      position: index + 1,
      ...fileFor(variant, fileOf),
    })),
  }
}

function isOwn(variant: VariantForShop): variant is OwnVariant {
  return 'size' in variant
}

type Values = VariantSetInput['optionValues']

function valuesOf(variant: VariantForShop, names: readonly string[]): Values {
  if (!isOwn(variant))
    return variant.options.map(({ name, value }) => ({ optionName: name, name: value }))
  const values: Values = [
    { optionName: 'Size', name: variant.size },
    { optionName: 'Frame', name: FRAME_NAMES[variant.frame] },
  ]
  return values.filter(({ optionName }) => names.includes(optionName))
}

function buildOptions(rows: readonly Values[]): OptionSetInput[] {
  const names = (rows[0] ?? []).map(({ optionName }) => optionName)
  for (const row of rows) {
    const isSame =
      row.length === names.length && row.every((each, n) => each.optionName === names[n])
    if (!isSame) throw new RangeError('variants have different options')
  }
  if (new Set(rows.map((row) => JSON.stringify(row))).size !== rows.length) {
    throw new RangeError('two variants are equal')
  }
  return names.map((name, place) => {
    const values = new Set(rows.flatMap((row) => row[place]?.name ?? []))
    return { name, position: place + 1, values: [...values].map((each) => ({ name: each })) }
  })
}

function buildOwn(variant: OwnVariant, currency: string): Partial<VariantSetInput> {
  return {
    sku: variant.sku,
    ...priceOf(variant, currency),
    inventoryPolicy: 'CONTINUE',
    inventoryItem: {
      tracked: false,
      requiresShipping: !variant.isDigital,
      ...(variant.costMinor === undefined ? {} : { cost: toPrice(variant.costMinor, currency) }),
      // Downloads weigh nothing and are not sent.
      ...(variant.isDigital ? {} : measure(variant.weightGrams)),
    },
  }
}

function priceOf({ id, gid, priceMinor, compareAtPriceMinor }: OwnVariant, currency: string) {
  if (priceMinor === undefined) {
    if (gid) return {}
    throw new RangeError(`variant ${id} is new and has no price`)
  }
  const compareAtPrice =
    compareAtPriceMinor === undefined ? null : toPrice(compareAtPriceMinor, currency)
  return { price: toPrice(priceMinor, currency), compareAtPrice }
}

/** Shopify's Money scalar takes any number; a decimal string is the only form that is exact. */
function toPrice(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError(`not a price: ${minor}`)
  return toDecimalString(minor, currency)
}

function buildShown(variant: ShownVariant): Partial<VariantSetInput> {
  const { sku, price, compareAtPrice, inventoryPolicy, requiresShipping, isTracked } = variant
  const item = {
    ...(isTracked === undefined ? {} : { tracked: isTracked }),
    ...(requiresShipping === undefined ? {} : { requiresShipping }),
    ...measure(variant.weightGrams),
  }
  return {
    ...(sku === undefined ? {} : { sku }),
    ...(price === undefined ? {} : { price }),
    ...(compareAtPrice === undefined ? {} : { compareAtPrice }),
    ...(inventoryPolicy === undefined ? {} : { inventoryPolicy }),
    ...(Object.keys(item).length > 0 ? { inventoryItem: item } : {}),
  }
}

function measure(weightGrams: number | undefined) {
  if (weightGrams === undefined) return {}
  return { measurement: { weight: { value: weightGrams, unit: 'GRAMS' as const } } }
}

/** The very file that the product lists, so that the shop knows it as the same. */
function fileFor(
  { pictureId }: Pictured,
  fileOf: ReadonlyMap<string, FileSetInput>,
): Pick<VariantSetInput, 'file'> {
  if (pictureId === undefined) return {}
  if (pictureId === null) return { file: null }
  const file = fileOf.get(pictureId)
  if (!file) throw new RangeError(`a variant has picture ${pictureId}, which its product lacks`)
  return { file }
}
