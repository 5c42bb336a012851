import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import type { ProductRow } from '../products/load-parts.ts'

/** As many as one press may change. */
export const MAX_CHANGED_PRODUCTS = 200

export type Refused = { id: string; title: string; reason: string }

/** What came of a change of several products: those it changed, and why not the others. */
export type Changed = { changed: { id: string; title: string }[]; refused: Refused[] }

const CHANGED_MEANWHILE = 'It is being changed by someone else right now. Try again.'

/** The rows of these products that are the user's, in the order of the ids. */
export async function readProducts(ctx: Context, ids: readonly string[]): Promise<ProductRow[]> {
  const rows = await ctx.db
    .select()
    .from(products)
    .where(isAnyOf([products.user_id, products.id], [ctx.userId], ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Why some of these cannot be changed, by their ids. */
export function reasonsOf(
  rows: readonly ProductRow[],
  refusalOf: (row: ProductRow) => string | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row): [string, string][] => {
      const reason = refusalOf(row)
      return reason ? [[row.id, reason]] : []
    }),
  )
}

/** Refuses those for which there is a reason; the others are done where `done` has their id. */
export function outcomeOf(
  rows: readonly ProductRow[],
  reasons: ReadonlyMap<string, string>,
  done: ReadonlySet<string>,
): Changed {
  const named = ({ id, title }: ProductRow) => ({ id, title })
  return {
    changed: rows.filter(({ id }) => done.has(id)).map(named),
    refused: rows
      .filter(({ id }) => !done.has(id))
      .map((row) => ({ ...named(row), reason: reasons.get(row.id) ?? CHANGED_MEANWHILE })),
  }
}
