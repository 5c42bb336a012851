import { and, eq, getTableColumns, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { countUpTo, pageOf } from '../../../db/page.ts'
import { type ProductChangeRow, productChanges } from '../../../db/schema/product-changes.ts'
import { countedRows, type Page, type PageQuery, toPage, toTotal } from '../../../paging.ts'
import { getProductRow } from '../../products/get-product.ts'

const words = {
  waiting: 'It is still on its way to Shopify. Undo it once that is done.',
  failed: 'It never reached Shopify, so there is nothing to undo.',
  undone: 'It was undone already.',
  over: 'A change can be undone for 90 days, and they are over. Nothing was changed.',
}

/** A change of a product as a list shows it; without what there was before. */
export type ListedChange = Omit<ProductChangeRow, 'user_id' | 'before'> & {
  /** Who undid it, and when. ISO 8601. */
  undone_actor: string | null
  undone_at: string | null
  /** Whether undoing may be asked for; what it would do is said by its plan. */
  can_undo: boolean
  reason: string | null
}

/** What a product was changed in, newest first, for as long as that can be undone. */
export async function listChanges(
  ctx: Context,
  productId: string,
  query: PageQuery,
): Promise<Page<ListedChange>> {
  const matching = and(
    eq(productChanges.user_id, ctx.userId),
    eq(productChanges.product_id, productId),
  )
  const undoing = alias(productChanges, 'undoing')
  const { before: _before, user_id: _owner, ...columns } = getTableColumns(productChanges)
  const select = ctx.db
    .select({
      ...columns,
      undone_actor: sql<string | null>`${undoing.actor}`.as('undone_actor'),
      undone_at: sql<string | null>`${undoing.created_at}`.as('undone_at'),
    })
    .from(productChanges)
    .leftJoin(
      undoing,
      and(
        eq(undoing.user_id, productChanges.user_id),
        eq(undoing.product_id, productChanges.product_id),
        eq(undoing.id, productChanges.undone_by),
      ),
    )
  const [, rows, totals] = await Promise.all([
    // Another user's is not found.
    getProductRow(ctx, productId),
    pageOf(select.$dynamic(), productChanges.id, matching, query),
    countUpTo(ctx.db, productChanges, matching, countedRows(query)),
  ])
  const now = isoTime(ctx.clock.now())
  const listed = rows.map((row) => {
    const reason = refusalToUndo(row, now) ?? null
    return { ...row, can_undo: reason === null, reason }
  })
  return toPage(listed, toTotal(totals[0]?.n ?? 0, query), query)
}

/** Why a change cannot be undone, whatever became of its product; undefined where it may be. */
export function refusalToUndo(
  { state, undone_by, undo_until }: Pick<ProductChangeRow, 'state' | 'undone_by' | 'undo_until'>,
  now: string,
): string | undefined {
  if (undone_by !== null) return words.undone
  if (state === 'waiting') return words.waiting
  if (state === 'failed') return words.failed
  return undo_until <= now ? words.over : undefined
}
