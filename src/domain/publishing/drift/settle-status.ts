import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { type Statement, writeAll } from '../../../db/client.ts'
import { productPublications } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import { newId } from '../../../ids.ts'
import { listPublications, NOT_THERE } from '../publications.ts'
import { isOnSale } from '../sides/compare-fields.ts'
import { mergeReading } from '../sides/merge-fields.ts'
import type { Reading } from '../sides/reading.ts'
import { applyEvent, eventStatements, isAsRead, type RestTarget, sendTask } from '../task.ts'
import { settlementOf } from '../unpublish-product.ts'
import { type DriftFacts, type Open, stillAsRead } from './drift-facts.ts'

/**
 * Refuses what `settleStatus` cannot do.
 *
 * @throws AppError conflict it is sold at the shop and off sale here
 */
export function requireSettles({ product, reading }: DriftFacts, { take }: Open): void {
  const isSold = reading !== null && isOnSale(reading)
  if (take === 'shop' && isSold && product.status !== 'active') throw soldThere(product.status)
}

/**
 * Decides about how a shop shows a product: `shop` makes the product that here and tells no shop;
 * `hub` has the next publishing put it on sale again, or takes it off sale there at once where it
 * is off sale here. True when it was written.
 *
 * @throws AppError conflict it is sold at the shop and off sale here
 */
export async function settleStatus(
  ctx: Context,
  facts: DriftFacts,
  [open]: readonly Open[],
): Promise<boolean> {
  if (!open) return true
  requireSettles(facts, open)
  const { product, publication, reading } = facts
  if (open.take === 'shop') {
    const isSold = reading !== null && isOnSale(reading)
    return isSold ? accept(ctx, facts) : takeStatus(ctx, facts)
  }
  if (product.status === 'active') return push(ctx, facts, open)
  const target = product.status === 'pending' ? 'draft' : product.status
  const taskId = newId()
  const event = { kind: 'rechecked', taskId, target, shop: publication.shop_domain } as const
  if (!(await applyEvent(ctx, product, event))) return false
  await sendTask(ctx, product.id, taskId)
  return true
}

function soldThere(status: string): AppError {
  return new AppError(
    'conflict',
    `This product is on sale in your store and ${status} here. Nothing was changed. Archive it on Shopify, or restore and publish it here.`,
  )
}

/** Sold in another way than by us, unlisted or out of the Online Store: it stays so. */
async function accept(ctx: Context, facts: DriftFacts): Promise<boolean> {
  const { base } = facts.sides
  if (!base || !facts.reading) return true
  const next = mergeReading(base, facts.reading, new Set(['status']))
  return hits(await writeAll(ctx.db, [write(ctx, facts, { shop_base: JSON.stringify(next) })]))
}

async function push(ctx: Context, facts: DriftFacts, { state }: Open): Promise<boolean> {
  const decisions = { ...facts.publication.decisions, status: { seen: state.seen } }
  return hits(await writeAll(ctx.db, [write(ctx, facts, { decisions })]))
}

/** Off sale there: what the shop archived or lost is retired here, what it drafted is a draft. */
async function takeStatus(ctx: Context, facts: DriftFacts): Promise<boolean> {
  const { product, publication, reading } = facts
  const others = await listPublications(ctx, product.id)
  const isSoldElsewhere = others.some(
    ({ status, shop_domain }) => status === 'active' && shop_domain !== publication.shop_domain,
  )
  const target: RestTarget = reading?.status === 'DRAFT' ? 'draft' : 'retired'
  const first = write(ctx, facts, reading ? shownColumns(facts, reading) : ABSENT)
  const forgotten = reading ? [] : forgetIds(ctx, facts)
  if (isSoldElsewhere || product.status !== 'active') {
    return hits(await writeAll(ctx.db, [first, ...forgotten]))
  }
  const undoes = target === 'draft' ? { retiredAt: null } : undefined
  const settled = settlementOf(ctx, product, { target, reason: 'manual', undoes })
  const ended = eventStatements(ctx, product, settled, isAsRead(ctx, product))
  return hits(await writeAll(ctx.db, [first, ...(ended ?? []), ...forgotten]))
}

function shownColumns({ sides }: DriftFacts, reading: Reading) {
  const base = sides.base && mergeReading(sides.base, reading, new Set(['status']))
  return {
    status: reading.status === 'DRAFT' ? ('draft' as const) : ('archived' as const),
    ...(base ? { shop_base: JSON.stringify(base) } : {}),
  }
}

/** As if it had never been there: published again it is made again. */
const ABSENT = {
  ...NOT_THERE,
  sent_rows: null,
  shop_base: null,
  shop_seen: null,
  look_at: null,
} as const

/** The ids of its parts, once the shop is known to have none of it. */
function forgetIds(ctx: Context, { product, publication }: DriftFacts): Statement[] {
  const of = sql`user_id = ${ctx.userId} AND product_id = ${product.id}
    AND shop_domain = ${publication.shop_domain}`
  const isAbsent = sql`EXISTS (SELECT 1 FROM product_publications WHERE ${of}
    AND shop_product_gid IS NULL)`
  return [
    ctx.db.run(sql`DELETE FROM publication_variants WHERE ${of} AND ${isAbsent}`),
    ctx.db.run(sql`UPDATE publication_images SET shop_image_id = NULL, shop_image_gid = NULL
      WHERE ${of} AND ${isAbsent}`),
  ]
}

/** What becomes of the publication; its other open fields stay open. */
function write(
  ctx: Context,
  facts: DriftFacts,
  columns: Partial<typeof productPublications.$inferInsert>,
) {
  const { product, publication } = facts
  const drifted = publication.drifted_fields.filter((field) => field !== 'status')
  return ctx.db
    .update(productPublications)
    .set({
      ...columns,
      drifted_fields: drifted,
      ...(drifted.length === 0 ? { drifted_since: null } : {}),
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.product_id, product.id),
        eq(productPublications.shop_domain, publication.shop_domain),
        stillAsRead(ctx, facts),
      ),
    )
    .returning({ shop: productPublications.shop_domain })
}

function hits([first]: unknown[]): boolean {
  return Array.isArray(first) && first.length > 0
}
