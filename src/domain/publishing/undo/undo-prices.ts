import { sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { ProductChangeRow } from '../../../db/schema/product-changes.ts'
import { newId } from '../../../ids.ts'
import { toDecimalString } from '../../../money.ts'
import type { FullProduct, VariantRow } from '../../products/load-parts.ts'
import type { Judge } from '../../products/read-flags.ts'
import { readPricesBefore, withPricesOf } from '../../products/record-prices.ts'
import { planStatements } from '../../products/update-product.ts'
import type { UndoneValue } from './plan-undo.ts'
import { hasVersion, type UndoBy, type UndoWrite } from './undo-write.ts'

type Prepared =
  | { kind: 'refused'; reason: string }
  | { kind: 'write'; write: UndoWrite; changes: UndoneValue[] }

/** Puts back the prices that variants had, here; the shop gets them when it is published next. */
export function preparePrices(
  ctx: Context,
  product: FullProduct,
  change: Pick<ProductChangeRow, 'before'>,
  { judge: { flagsOf }, by }: { judge: Judge; by: UndoBy },
): Prepared {
  const before = readPricesBefore(change.before)
  const variants = withPricesOf(product, before)
  if ('refused' in variants) return { kind: 'refused', reason: variants.refused }
  const { currency } = before
  const flags = flagsOf({ ...product, currency }, variants)
  const fields = currency === product.currency ? {} : { currency }
  const undoId = newId()
  const plan = { fields, variants, images: undefined, flags }
  const write: UndoWrite = {
    undoId,
    asLongAs: sql`(${hasVersion(ctx, product)})`,
    statements: async (alsoWhile) => {
      const asked = { ...by, changeId: undoId, alsoWhile }
      const { parts, update, following } = await planStatements(ctx, product, plan, asked)
      return [...parts, update, ...following]
    },
  }
  return { kind: 'write', write, changes: describePrices(product, variants, currency) }
}

/** The prices that will be others, as texts. */
function describePrices(
  product: FullProduct,
  after: readonly VariantRow[],
  currency: string,
): UndoneValue[] {
  const now = new Map(product.variants.map((row) => [row.id, row]))
  return after.flatMap((row) => {
    const was = now.get(row.id)
    const one = (name: string, wanted: number | null, present: number | null | undefined) => {
      const amount = (minor: number | null | undefined, unit: string) =>
        minor === null || minor === undefined ? null : toDecimalString(minor, unit)
      const [hub, here] = [amount(wanted, currency), amount(present, product.currency)]
      if (hub === here && currency === product.currency) return []
      const will = here === null ? 'add' : hub === null ? 'remove' : 'change'
      const path = `variants/${row.sku}/${name}`
      return [{ path, hub, published: here, shop: null, will } as const]
    }
    return [
      ...one('price', row.price, was?.price),
      ...one('compare_at_price', row.compare_at_price, was?.compare_at_price),
    ]
  })
}
