import * as z from 'zod'
import type { Context } from '../../context.ts'
import { IF_CHANGED, type Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { insertChange } from '../changes/change.ts'
import type { FullProduct, VariantRow } from './load-parts.ts'

/** What the variants of a product cost before: those whose prices were changed. */
const pricesBefore = z.object({
  currency: z.string(),
  prices: z.array(
    z.object({ id: z.string(), price: z.int(), compare_at_price: z.int().nullable() }),
  ),
})
export type PricesBefore = z.output<typeof pricesBefore>

export function readPricesBefore(before: string): PricesBefore {
  return pricesBefore.parse(JSON.parse(before))
}

/** Who asks for an edit, where that is known of it later. */
export type EditedBy = {
  jobId?: string | undefined
  /** The change of prices that it undoes, and what its own is to be called. */
  undoneChange?: string | undefined
  changeId?: string | undefined
  /** It is part of a change that keeps what there was itself. */
  isKept?: boolean | undefined
}

type After = { currency: string; variants: readonly VariantRow[] }

/**
 * Notes what prices were, as statements: the first directly follows the activity row of the edit and
 * is written only when that was. Empty where no price of a variant changes that was there.
 */
export function recordPrices(
  ctx: Context,
  product: FullProduct,
  after: After,
  { jobId, undoneChange: undoes, changeId = newId(), isKept = false }: EditedBy,
): Statement[] {
  const next = new Map(after.variants.map((row) => [row.id, row]))
  const isOther = after.currency !== product.currency
  const changed = product.variants.filter((row) => {
    const now = next.get(row.id)
    if (!now) return false
    return isOther || now.price !== row.price || now.compare_at_price !== row.compare_at_price
  })
  if (isKept || changed.length === 0) return []
  const prices = changed.map(({ id, price, compare_at_price }) => ({ id, price, compare_at_price }))
  const before: PricesBefore = { currency: product.currency, prices }
  const { id: productId, version } = product
  const change = { id: changeId, productId, kind: 'prices', before, jobId, undoes } as const
  return insertChange(ctx, { ...change, versionAfter: version + 1 }, IF_CHANGED)
}

/** The variants with those prices again; a reason where that cannot be. */
export function withPricesOf(
  { currency, variants }: Pick<FullProduct, 'currency' | 'variants'>,
  before: PricesBefore,
): VariantRow[] | { refused: string } {
  const prices = new Map(before.prices.map((row) => [row.id, row]))
  const isWhole = variants.every(({ id }) => prices.has(id))
  if (currency !== before.currency && !isWhole) {
    return {
      refused: `Its prices were in ${before.currency} then, and it has variants that had none. Nothing was undone here. Change them on its own page.`,
    }
  }
  return variants.map((row) => ({ ...row, ...prices.get(row.id) }))
}
