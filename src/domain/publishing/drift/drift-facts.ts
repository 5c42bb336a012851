import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf } from '../../products/shop-content.ts'
import { unreachable } from '../plan/plan-from.ts'
import { compareFields, type FieldState, type Sides, seenOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { parseReading, type Reading } from '../sides/reading.ts'
import { sidesOf } from '../sides/sides.ts'
import { isUnderWay } from '../task.ts'
import { describeDrift, lookForDrift, nameSeen } from './read-drift.ts'

/** What becomes of a field that was changed at the shop: the hub's, or theirs. */
export type Decision = {
  field: Field
  take: 'hub' | 'shop'
  /** As `DriftField.seen`: the decision is about that alone. */
  seen?: string | undefined
}

/** What was changed at the shop and is decided on now, with what is decided. */
export type Open = { state: FieldState; take: Decision['take'] }
/** A product at rest, its publication, and what the shop shows. */
export type DriftFacts = {
  product: FullProduct
  /** As it was when the person looked, and as it is after the shop was looked at. */
  before: Publication
  publication: Publication
  reading: Reading | null
  sides: Sides
}
/** Undefined where the shop does not have the product. */
export async function readFacts(ctx: Context, id: string): Promise<DriftFacts | undefined> {
  const { product, before, publication, look } = await lookForDrift(ctx, id)
  if (look.kind === 'unreachable') throw unreachable(look.reason)
  if (look.kind === 'not_there' || !before || !publication) return undefined
  if (isUnderWay(product)) throw underWay()
  const { reading } = look
  const sides = sidesOf(product, contentOf(product), publication, reading)
  return { product, before, publication, reading, sides }
}

function underWay(): AppError {
  return new AppError(
    'conflict',
    'This product is being sent to Shopify right now. Nothing was decided. Try again once that has ended.',
  )
}

/** Those that are still open: the same again decides nothing. */
export async function findOpen(
  facts: DriftFacts | undefined,
  decisions: readonly Decision[],
): Promise<Open[]> {
  if (!facts) return []
  const states = new Map(compareFields(facts.sides).map((state) => [state.field, state]))
  const open: Open[] = []
  for (const { field, take, seen } of decisions) {
    const state = states.get(field)
    if (!state?.isShopChanged || state.isAgreed) continue
    if (seen === undefined ? hasMoved(facts, state) : seen !== (await nameSeen(state.seen))) {
      throw await movedMeanwhile(facts)
    }
    if (take === 'shop' || !state.isPushed) open.push({ state, take })
  }
  return open
}

/** What a person can have seen without naming it is what was read last. */
function hasMoved({ before }: DriftFacts, { field, seen }: FieldState): boolean {
  if (before.seen_at === null) return false
  const shown = before.shop_seen === null ? null : parseReading(before.shop_seen)
  return shown !== undefined && seenOf(field, shown) !== seen
}

async function movedMeanwhile({ product, publication, reading }: DriftFacts): Promise<AppError> {
  return new AppError(
    'shop_changed',
    'Shopify shows something else by now. Nothing was changed. Look at it again, then decide.',
    { extra: { fields: await describeDrift(product, publication, reading) } },
  )
}

/** Whether product and publication are as they were read, with no task under way. */
export function stillAsRead(ctx: Context, { product, publication }: DriftFacts): SQL {
  const { id, version, publish_task_id: taskId } = product
  const { shop_domain: shop, seen_at: seenAt } = publication
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
      AND products.id = ${id} AND products.version = ${version}
      AND products.publish_task_id IS ${taskId} AND products.publish_state IN ('idle', 'failed'))
    AND EXISTS (SELECT 1 FROM product_publications AS seen WHERE seen.user_id = ${ctx.userId}
      AND seen.product_id = ${id} AND seen.shop_domain = ${shop} AND seen.seen_at IS ${seenAt})`
}
