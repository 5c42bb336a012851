import { and, eq, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import type { Statement } from '../../../db/client.ts'
import { productPublications } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import type { Content } from '../../products/shop-content.ts'
import { lookAtShop } from '../drift/look-at-shop.ts'
import { PLAN_AGE_MS, unreachable } from '../plan/plan-from.ts'
import { readSent } from '../publications.ts'
import { seenOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { parseReading, type Reading } from '../sides/reading.ts'
import { restoredTags } from '../sync/content.ts'
import { type Exact, exactOf, type StatusBefore } from './changes.ts'
import type { ShopsOf, UndoDecision } from './decide-undo.ts'

/** What a shop shows now, and showed when it confirmed what was sent last. */
export type There = {
  shop: Reading | null
  base: Reading | undefined
  published: Content | undefined
  readAt: string
}

/** The same where no shop has it. */
export function nowhere(ctx: Context): There {
  return { shop: null, base: undefined, published: undefined, readAt: isoTime(ctx.clock.now()) }
}

/**
 * Looks at the shop where something is put back, as recently as a plan asks for.
 *
 * @throws AppError unavailable it could not be read
 */
export async function lookForUndo(
  ctx: Context,
  { id }: Pick<FullProduct, 'id'>,
  shop: string,
  { publications }: ShopsOf,
): Promise<There> {
  const look = await lookAtShop(ctx, id, { maxAgeMs: PLAN_AGE_MS, shop })
  if (look.kind === 'unreachable') throw unreachable(look.reason)
  if (look.kind === 'not_there') return nowhere(ctx)
  const here = publications.find(({ shop_domain }) => shop_domain === shop)
  const base = parseReading(here?.shop_base ?? null)
  return { shop: look.reading, base, published: here && readSent(here), readAt: look.readAt }
}

type Decided = { decision: UndoDecision; before: StatusBefore; there: There }
export type Wanted = Pick<Exact, 'fields' | 'shown'>

/** What a shop is to show again; undefined where none has to, or it has no such product. */
export function wantedOf(
  product: Pick<FullProduct, 'locked_fields'>,
  { decision, before, there: { shop: shown, published } }: Decided,
): Wanted | undefined {
  if (decision.kind !== 'ask' || !shown) return undefined
  const exact = exactOf(before)
  if (decision.restores) {
    const locked = new Set<string>(product.locked_fields)
    if (!exact) return undefined
    const tags = restoredTags(exact, published?.tags, shown.tags)
    const fields = exact.fields.filter((field) => !locked.has(field))
    return { fields, shown: { ...exact.shown, tags } }
  }
  const { target } = decision.request
  if (target === 'active') {
    const { status, isOnline } = exact?.shown ?? { status: 'ACTIVE', isOnline: true }
    return { fields: ['status'], shown: { ...shown, status, isOnline } }
  }
  const status = target === 'draft' ? 'DRAFT' : 'ARCHIVED'
  return { fields: ['status'], shown: { ...shown, status } }
}

type Drifted = { name: string; there: There; drifted: readonly Field[] }

/** That what was changed at the shop, and is in the plan, may be pushed over: while it shows that. */
export function pushOver(
  ctx: Context,
  { id }: Pick<FullProduct, 'id'>,
  { name, there, drifted }: Drifted,
  isTaken: SQL,
): Statement[] {
  if (drifted.length === 0) return []
  const seen = drifted.map((field) => [field, { seen: seenOf(field, there.shop) }] as const)
  const decisions = JSON.stringify(Object.fromEntries(seen))
  return [
    ctx.db
      .update(productPublications)
      .set({ decisions: sql`json_patch(${productPublications.decisions}, ${decisions})` })
      .where(
        and(
          eq(productPublications.user_id, ctx.userId),
          eq(productPublications.product_id, id),
          eq(productPublications.shop_domain, name),
          isTaken,
        ),
      ),
  ]
}
