import type { Context } from '../../context.ts'
import { ACCEPTANCES, type Acceptance, AppError, type FieldError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { toMajor } from '../../money.ts'
import { feesIn } from '../pricing/fees.ts'
import { fullCost, type Margin, marginOf } from '../pricing/margin.ts'
import { composeProduct, type ProductParts } from '../products/create-product.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { NewProduct } from '../products/schemas.ts'
import { type Artwork, findMaterials, type Materials } from './find-materials.ts'
import type { Recipe } from './get-recipe.ts'
import { type LineParts, type Missing, partsOfLine } from './parts-of-line.ts'
import type { LineEdits } from './schemas.ts'

/** One product as a recipe would make it of an artwork. */
export type PlannedLine = Artwork & {
  isLeftOut: boolean
  /** What makes it: its prices are in it, and what a person accepts of it. */
  input: NewProduct
  currency: string
  /** Its variants with their prices in minor units; none where these cannot be read. */
  variants: FullProduct['variants']
  images: FullProduct['images']
  /** The lowest of its variants; null where one is not known. */
  margin: Margin | null
  missing: Missing[]
  /** Why it is not made. */
  refusals: FieldError[]
  /** What would be refused, and is accepted for it. */
  accepted: FieldError[]
}

/**
 * What a recipe would make of each artwork, with nothing written: everything that making it would
 * refuse, and what it has to do without. Reads the same number of times for any number of artworks.
 * @throws AppError not_found with the ids of artworks that are not the user's
 */
export async function planLines(
  ctx: Context,
  recipe: Recipe,
  assetIds: readonly string[],
  edits: LineEdits = {},
): Promise<PlannedLine[]> {
  const materials = await findMaterials(ctx, assetIds, recipe.sizes)
  return materials.artworks.map((artwork) => {
    const edit = edits[artwork.asset.id]
    const parts = partsOfLine(recipe, artwork, materials, edit)
    return { ...artwork, isLeftOut: edit?.leave_out ?? false, ...judge(ctx, parts, materials) }
  })
}

/** Those of a plan that are made. */
export function linesToMake(lines: readonly PlannedLine[]): PlannedLine[] {
  return lines.filter(({ isLeftOut, refusals }) => !isLeftOut && refusals.length === 0)
}

/** The field of a product, or of an edit, that accepts what is refused. */
export const ACCEPT_FIELDS = {
  acceptFree: 'accept_free',
  acceptBelowCost: 'accept_below_cost',
  acceptLowDpi: 'accept_low_dpi',
  acceptUndelivered: 'accept_undelivered',
} as const satisfies Record<Acceptance, keyof NewProduct>

const ALL_ACCEPTED = {
  accept_free: true,
  accept_below_cost: true,
  accept_low_dpi: true,
  accept_undelivered: true,
} as const
const NONE_ACCEPTED = {
  accept_free: undefined,
  accept_below_cost: undefined,
  accept_low_dpi: undefined,
  accept_undelivered: undefined,
} as const

function judge(
  ctx: Context,
  { missing, ...parts }: LineParts,
  materials: Materials,
): Omit<PlannedLine, keyof Artwork | 'isLeftOut'> {
  const { input } = parts
  const { currency, prices, settings } = materials
  const composed = { ...parts, id: newId(), prices, settings }
  // What is refused is shown all the same, as it would be if it were accepted.
  const { product } = tryCompose(ctx, { ...composed, input: { ...input, ...ALL_ACCEPTED } })
  const refusals = refusalsOf(ctx, composed, input)
  const refused = new Set(refusals.map(keyOf))
  const strict = refusalsOf(ctx, composed, { ...input, ...NONE_ACCEPTED })
  const variants = product?.variants ?? []
  return {
    input: {
      ...input,
      variants: input.variants.map((variant, index) => {
        const planned = variants[index]
        return planned ? { ...variant, price: toMajor(planned.price, currency) } : variant
      }),
    },
    currency,
    variants,
    images: product?.images ?? [],
    margin: lowestMargin(variants, materials),
    missing,
    refusals,
    accepted: strict.filter((error) => error.accept && !refused.has(keyOf(error))),
  }
}

/** All that is refused: what comes to light only once something else is accepted, too. */
function refusalsOf(
  ctx: Context,
  parts: Omit<ProductParts, 'input'>,
  input: NewProduct,
): FieldError[] {
  const found: FieldError[] = []
  let asked = input
  for (const _ of ACCEPTANCES) {
    const { errors } = tryCompose(ctx, { ...parts, input: asked })
    found.push(...errors)
    const meant = errors.flatMap(({ accept }) => (accept ? [[ACCEPT_FIELDS[accept], true]] : []))
    if (meant.length === 0) break
    asked = { ...asked, ...Object.fromEntries(meant) }
  }
  const seen = new Set<string>()
  return found.filter((error) => !seen.has(keyOf(error)) && seen.add(keyOf(error)))
}

type Composed = { product?: FullProduct; errors: FieldError[] }

function tryCompose(ctx: Context, parts: ProductParts): Composed {
  if (parts.input.variants.length === 0) {
    const message = 'Every variant is left out. Keep one, or leave out the product'
    return { errors: [{ pointer: '/variants', message }] }
  }
  try {
    return { product: composeProduct(ctx, parts), errors: [] }
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'invalid') throw cause
    return { errors: cause.errors }
  }
}

function keyOf({ pointer, accept }: FieldError): string {
  return `${pointer} ${accept ?? ''}`
}

function lowestMargin(
  variants: FullProduct['variants'],
  { prices, settings, currency }: Materials,
): Margin | null {
  const fees = feesIn(settings.own_fees, currency)
  const margins = variants.map((variant) =>
    marginOf(variant.price, fullCost(variant.price, variant, prices.get(variant.size), fees)),
  )
  const known = margins.flatMap((margin) => margin ?? [])
  if (known.length < margins.length) return null
  return known.toSorted((one, other) => one.minor - other.minor)[0] ?? null
}
