import type { FieldError } from '../../errors.ts'
import { toDecimalString } from '../../money.ts'
import { FREE_PRICE, readAmounts } from '../pricing/amounts.ts'
import { refuseBelowCost } from '../pricing/below-cost.ts'
import type { Fees, SizeCosts } from '../pricing/margin.ts'
import { priceVariant, type SizePrices } from '../pricing/price-variant.ts'
import { acceptedPrint, type PrintJudge, refuseLowPrint } from './print-check.ts'
import { skuOf } from './sku.ts'
import { kindKey, type VariantKind } from './variant-kind.ts'
import { variantTitle } from './variant-title.ts'

/**
 * A variant as it was asked for, by its kind or by the id of one that is there. Amounts are as
 * JSON has them (24.99). What is left out stays or takes its default; null is the default price,
 * or none.
 */
export type VariantInput = {
  id?: string | undefined
  size?: string | undefined
  frame_style?: VariantKind['frame_style'] | undefined
  is_digital?: boolean | undefined
  price?: number | null | undefined
  compare_at_price?: number | null | undefined
  sky_pilot_asset_id?: string | null | undefined
  accept_free?: boolean | undefined
  accept_below_cost?: boolean | undefined
  accept_low_dpi?: boolean | undefined
  accept_undelivered?: boolean | undefined
  is_active?: boolean | undefined
  digital_file_id?: string | null | undefined
}

/** What people decide about a variant; amounts in minor units. */
type VariantFields = VariantKind & {
  sku: string
  price: number
  compare_at_price: number | null
  sky_pilot_asset_id: string | null
  is_active: boolean
  digital_file_id: string | null
}

/** A variant as it will be; `id` is there for one that the product has. */
export type PlannedVariant = VariantFields &
  PrintAcceptance & { id: string | undefined; title: string }

/** Set where it was said now that a size is meant although it prints too coarsely. */
type PrintAcceptance = { low_dpi_accepted_by?: string; low_dpi_accepted_at?: string }

export type VariantPlan =
  | { result: 'planned'; variants: PlannedVariant[] }
  | { result: 'refused'; errors: FieldError[] }

export type PlanFrame = {
  productId: string
  skuPrefix: string
  currency: string
  /** Default prices in that currency, by size. */
  prices: ReadonlyMap<string, SizePrices>
  /** The variants that the product has. */
  existing?: readonly ExistingVariant[]
  /** Their amounts are in another currency: each has to be given again. */
  isRepriced?: boolean
  /** Prices of 0 are meant. */
  acceptFree?: boolean
  /** How its sizes print. */
  print?: PrintJudge
  /** Costs and fees in the currency; without them no price is below cost. */
  costs?: { bySize: ReadonlyMap<string, SizeCosts>; fees: Fees }
  /** Prices below cost are meant. */
  acceptBelowCost?: boolean
}

type ExistingVariant = VariantFields & { id: string; low_dpi_accepted_at?: string | null }
type Existing = ExistingVariant | undefined
type Matched = { input: VariantInput; kind: VariantKind; before: Existing }

/**
 * Titles, SKUs and prices for the variants of a product, in the order given, or everything that is
 * wrong with them: two equal ones, a download with a frame, a price of nothing or below cost, a
 * size that prints too coarsely.
 */
export function planVariants(frame: PlanFrame, inputs: readonly VariantInput[]): VariantPlan {
  const matched = inputs.map((input) => matchVariant(frame, input))
  const { read, errors } = readAmounts(frame.currency)
  const lowPrints: FieldError[] = []
  errors.push(
    ...findOtherKinds(matched),
    ...findFramedDownloads(matched.map(({ kind }) => kind)),
    ...findFilesOfPrints(matched),
    ...findDuplicates(matched.map(({ kind }) => kind)),
  )
  const taken = new Set(matched.flatMap(({ before }) => before?.sku ?? []))
  const variants = matched.map(({ input, kind, before }, index) => {
    const at = `/variants/${index}`
    const price = choosePrice(frame, { input, kind, before }, (given) => read(given, `${at}/price`))
    const compared = chooseCompareAt(frame, input, before, (given) =>
      read(given, `${at}/compare_at_price`),
    )
    if (!price.ok) errors.push({ pointer: `${at}/price`, message: price.message })
    if (!compared.ok) errors.push({ pointer: `${at}/compare_at_price`, message: compared.message })
    const { sky_pilot_asset_id = before?.sky_pilot_asset_id } = input
    const is_active = input.is_active ?? before?.is_active ?? true
    const judged = { size: kind.size, is_active, before, accept: input.accept_low_dpi }
    lowPrints.push(...refuseLowPrint(judged, frame.print, index))
    return {
      ...kind,
      id: before?.id,
      title: variantTitle(kind),
      sku: before?.sku ?? freeSku(skuOf(frame.skuPrefix, frame.productId, kind), taken),
      price: price.ok ? price.minor : 0,
      compare_at_price: compared.ok ? compared.minor : null,
      sky_pilot_asset_id: sky_pilot_asset_id || null,
      is_active,
      digital_file_id:
        (input.digital_file_id === undefined ? before : input)?.digital_file_id ?? null,
      ...acceptedPrint(judged, frame.print),
    }
  })
  // Amounts are compared once all of them can be read.
  if (errors.length === 0) errors.push(...findWrongPrices(frame, variants, matched))
  if (errors.length === 0) errors.push(...findBelowCost(frame, variants, matched))
  errors.push(...findNothingSold(variants))
  errors.push(...lowPrints)
  return errors.length > 0 ? { result: 'refused', errors } : { result: 'planned', variants }
}

/** The kind that is asked for, and the product's own variant of it. */
function matchVariant({ existing = [] }: PlanFrame, input: VariantInput): Matched {
  const { id, size = '', frame_style = null, is_digital = false } = input
  const byId = id === undefined ? undefined : existing.find((variant) => variant.id === id)
  const asked = { size, frame_style, is_digital }
  const before = byId ?? existing.find((variant) => kindKey(variant) === kindKey(asked))
  const kind = byId
    ? { size: byId.size, frame_style: byId.frame_style, is_digital: byId.is_digital }
    : asked
  return { input, kind, before }
}

type Amount<Minor> = { ok: true; minor: Minor } | { ok: false; message: string }

function choosePrice(
  { prices, currency, isRepriced }: PlanFrame,
  { input, kind, before }: Matched,
  read: (given: number) => number,
): Amount<number> {
  if (typeof input.price === 'number') return { ok: true, minor: read(input.price) }
  if (input.price === undefined && before) {
    if (isRepriced) return { ok: false, message: `Enter the price of this variant in ${currency}` }
    return { ok: true, minor: before.price }
  }
  const minor = priceVariant(prices.get(kind.size), kind, currency)
  if (minor !== null) return { ok: true, minor }
  return { ok: false, message: `${variantTitle(kind)} has no price in ${currency}: enter one` }
}

function chooseCompareAt(
  { currency, isRepriced }: PlanFrame,
  { compare_at_price: given }: VariantInput,
  before: Existing,
  read: (given: number) => number,
): Amount<number | null> {
  if (typeof given === 'number') return { ok: true, minor: read(given) }
  const kept = given === undefined ? (before?.compare_at_price ?? null) : null
  if (kept === null || !isRepriced) return { ok: true, minor: kept }
  return { ok: false, message: `Enter the compare-at price in ${currency} too, or clear it` }
}

function findWrongPrices(
  { currency, acceptFree }: PlanFrame,
  variants: readonly PlannedVariant[],
  matched: readonly Matched[],
): FieldError[] {
  return variants.flatMap(({ price, compare_at_price }, index) => {
    const pointer = `/variants/${index}/price`
    const { input, before } = matched[index] ?? {}
    const isFree = acceptFree || input?.accept_free || before?.price === 0
    if (price === 0 && !isFree) {
      return [{ pointer, message: FREE_PRICE, accept: 'acceptFree' }]
    }
    if (compare_at_price === null || compare_at_price > price) return []
    const amount = `${toDecimalString(compare_at_price, currency)} ${currency}`
    const message = `The compare-at price is ${amount}. It must be above the price, or empty`
    const isNamed = typeof input?.compare_at_price === 'number'
    return [{ pointer: isNamed ? `/variants/${index}/compare_at_price` : pointer, message }]
  })
}

/** A shop keeps no product without a variant. */
function findNothingSold(variants: readonly PlannedVariant[]): FieldError[] {
  if (variants.some(({ is_active }) => is_active)) return []
  const message =
    'Keep at least one variant on sale. To take all of them off sale, retire the product'
  return [{ pointer: '/variants/0/is_active', message }]
}

/** Prices that are set here (of a new variant, or another than before) and do not pay their cost. */
function findBelowCost(
  { costs, currency, isRepriced, acceptBelowCost }: PlanFrame,
  variants: readonly PlannedVariant[],
  matched: readonly Matched[],
): FieldError[] {
  if (!costs || acceptBelowCost) return []
  return variants.flatMap((variant, index) => {
    const { input, before } = matched[index] ?? {}
    const isSet = !before || isRepriced || before.price !== variant.price
    if (!isSet || input?.accept_below_cost) return []
    const refused = refuseBelowCost(`/variants/${index}/price`, {
      name: variant.title,
      price: variant.price,
      finish: variant,
      costs: costs.bySize.get(variant.size),
      fees: costs.fees,
      currency,
    })
    return refused ?? []
  })
}

/** A variant named by its id stays what it is: another size or finish is another variant. */
function findOtherKinds(matched: readonly Matched[]): FieldError[] {
  const message = 'A variant keeps its size and finish. Leave out its id to add another'
  return matched.flatMap(({ input, kind }, index) => {
    if (input.id === undefined) return []
    const { size, frame_style, is_digital } = { ...kind, ...definedKind(input) }
    const isSame = kindKey({ size, frame_style, is_digital }) === kindKey(kind)
    return isSame ? [] : [{ pointer: `/variants/${index}/size`, message }]
  })
}

function definedKind({ size, frame_style, is_digital }: VariantInput): Partial<VariantKind> {
  return {
    ...(size === undefined ? {} : { size }),
    ...(frame_style === undefined ? {} : { frame_style }),
    ...(is_digital === undefined ? {} : { is_digital }),
  }
}

function findFramedDownloads(kinds: readonly VariantKind[]): FieldError[] {
  return kinds.flatMap(({ is_digital, frame_style }, index) =>
    is_digital && frame_style
      ? [
          {
            pointer: `/variants/${index}/frame_style`,
            message: 'A digital variant cannot have a frame',
          },
        ]
      : [],
  )
}

function findFilesOfPrints(matched: readonly Matched[]): FieldError[] {
  const message = 'Only a digital variant has a file'
  return matched.flatMap(({ input, kind }, index) =>
    input.digital_file_id && !kind.is_digital
      ? [{ pointer: `/variants/${index}/digital_file_id`, message }]
      : [],
  )
}

function findDuplicates(kinds: readonly VariantKind[]): FieldError[] {
  const seen = new Set<string>()
  return kinds.flatMap((kind, index) => {
    const key = kindKey(kind)
    if (!seen.has(key)) {
      seen.add(key)
      return []
    }
    const message = `This variant is listed twice: ${variantTitle(kind)}`
    return [{ pointer: `/variants/${index}`, message }]
  })
}

/** `8.5x11` and `85x11` read alike without punctuation: the later one gets a number. */
export function freeSku(sku: string, taken: Set<string>): string {
  let free = sku
  for (let number = 2; taken.has(free); number += 1) free = `${sku}-${number}`
  taken.add(free)
  return free
}
