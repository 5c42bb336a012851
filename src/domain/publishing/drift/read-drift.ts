import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { sha256Hex } from '../../../sha256.ts'
import { getShopifyAccount } from '../../integrations/get-shopify-account.ts'
import { getProduct } from '../../products/get-product.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf } from '../../products/shop-content.ts'
import { PLAN_AGE_MS, unreachable } from '../plan/plan-from.ts'
import { findPublication } from '../publications.ts'
import { compareFields, isUndecided, type Sides } from '../sides/compare-fields.ts'
import { type FieldValue, valueOfContent, valueOfReading } from '../sides/field-values.ts'
import type { Field } from '../sides/fields.ts'
import { parseReading, type Reading } from '../sides/reading.ts'
import { sidesOf } from '../sides/sides.ts'
import { lookAt, type ShopLook } from './look-at-shop.ts'

/** A field that was changed at the shop since it was published. */
export type DriftField = {
  field: Field
  hub: FieldValue
  published: FieldValue
  shop: FieldValue
  locked: boolean
  undecided: boolean
  /** Names what the shop shows: a decision that names it is about that alone. */
  seen: string
  /** Since when it is known that something of the product was changed there. ISO 8601. */
  changed_since: string | null
}

export type Drift = {
  shop_domain: string
  fields: DriftField[]
  /** When the shop was read last; null where it does not have the product. ISO 8601. */
  looked_at: string | null
  /** Why it could not be read now: what is shown was read before. */
  unreachable: string | null
}

/**
 * What was changed at the connected shop since the product was published there, looked at within
 * 30 s; where that cannot be done, as it was read last.
 *
 * @throws AppError not_found
 * @throws AppError not_configured no shop is connected
 * @throws AppError unavailable the shop cannot be read, and never was
 */
export async function readDrift(ctx: Context, id: string): Promise<Drift> {
  const { product, publication, look, shop } = await lookForDrift(ctx, id)
  const seen = lastSeen(publication, look)
  if (look.kind === 'not_there' || !publication || !seen) {
    return { shop_domain: shop, fields: [], looked_at: null, unreachable: null }
  }
  return {
    shop_domain: shop,
    fields: await describeDrift(product, publication, seen.reading),
    looked_at: seen.readAt,
    unreachable: look.kind === 'unreachable' ? look.reason : null,
  }
}

/** The product and what its shop shows of it, as a drift is read and decided from. */
export async function lookForDrift(ctx: Context, id: string) {
  const [product, account] = await Promise.all([getProduct(ctx, id), getShopifyAccount(ctx)])
  const key = { productId: id, shop: account.shopDomain }
  const before = await findPublication(ctx, key)
  const look = await lookAt(ctx, { product, account, publication: before }, PLAN_AGE_MS)
  // A look may have given it a base.
  const publication = before && (await findPublication(ctx, key))
  return { product, shop: account.shopDomain, before, publication, look }
}

/** What was read now, or before where it could not be. */
function lastSeen(
  publication: Publication | undefined,
  look: ShopLook,
): { reading: Reading | null; readAt: string } | undefined {
  if (look.kind === 'read') return look
  if (look.kind === 'not_there' || !publication) return undefined
  const { shop_seen, seen_at } = publication
  const reading = shop_seen === null ? null : parseReading(shop_seen)
  if (seen_at === null || reading === undefined) throw unreachable(look.reason)
  return { reading, readAt: seen_at }
}

/** Every field that was changed there, whether it is decided on or not. */
export async function describeDrift(
  product: FullProduct,
  publication: Publication,
  reading: Reading | null,
): Promise<DriftField[]> {
  const sides = sidesOf(product, contentOf(product), publication, reading)
  const changed = compareFields(sides).filter((state) => state.isShopChanged && !state.isAgreed)
  return Promise.all(
    changed.map(async (state) => ({
      field: state.field,
      hub: hubValue(state.field, product, sides),
      published: publishedValue(state.field, sides),
      shop: valueOfReading(state.field, reading, product.currency),
      locked: state.isLocked,
      undecided: isUndecided(state),
      seen: await nameSeen(state.seen),
      changed_since: publication.drifted_since,
    })),
  )
}

const SEEN_CHARACTERS = 16

/** What the shop shows of a field, as a short name. */
export async function nameSeen(seen: string): Promise<string> {
  return (await sha256Hex(seen)).slice(0, SEEN_CHARACTERS)
}

function hubValue(field: Field, { status }: FullProduct, { hub }: Sides): FieldValue {
  return field === 'status' ? status : valueOfContent(field, hub)
}

function publishedValue(field: Field, { published, base, hub }: Sides): FieldValue {
  return field === 'status'
    ? valueOfReading(field, base ?? null, hub.currency)
    : valueOfContent(field, published)
}
