import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { MAX_MINOR } from '../pricing/amounts.ts'
import { feesIn } from '../pricing/fees.ts'
import { pricesIn, readCosts } from '../pricing/load-pricing.ts'
import { breakEvenPrice, fullCost } from '../pricing/margin.ts'
import { FRAME_STYLES, type VariantKind } from './variant-kind.ts'

type Costs = Awaited<ReturnType<typeof readCosts>>

/** Losses are counted no further. */
const MAX_COUNTED = 1_000
export const LOSSES_A_PAGE = 50

const flag = z.int().transform((value) => value === 1)
const found = z.object({
  id: z.string(),
  product_id: z.string(),
  product_title: z.string(),
  title: z.string(),
  size: z.string(),
  frame_style: z.enum(FRAME_STYLES).nullable(),
  is_digital: flag,
  currency: z.string(),
  price: z.int(),
})

/** A variant that sells below its full cost, in minor units, with the price that would mend it. */
export type Loss = z.output<typeof found> & { cost: number | null; mended: number | null }

/** How many variants of how many products sell below cost; `isMore` where more than a thousand do. */
export type LossCount = { variants: number; products: number; isMore: boolean }

const KINDS: Omit<VariantKind, 'size'>[] = [
  { frame_style: null, is_digital: false },
  ...FRAME_STYLES.map((frame_style) => ({ frame_style, is_digital: false })),
  { frame_style: null, is_digital: true },
]

/**
 * How many variants on offer sell below their full cost by today's costs and fees. Those whose cost
 * is not known are not among them, nor downloads in sizes without a price.
 */
export async function countLosses(ctx: Context): Promise<LossCount> {
  return countWith(ctx, await readCosts(ctx))
}

/** A page of them, by size, the lowest prices first; and how many there are. */
export async function listLosses(
  ctx: Context,
  { offset }: { offset: number },
): Promise<LossCount & { rows: Loss[] }> {
  const costs = await readCosts(ctx)
  const page = ctx.db.all(sql`
    SELECT v.id, v.product_id, p.title AS product_title, v.title, v.size, v.frame_style,
      v.is_digital, p.currency, v.price
    ${fromLosses(ctx, costs)}
    ORDER BY asked.key, v.price, v.id LIMIT ${LOSSES_A_PAGE} OFFSET ${offset}`)
  const [counted, rows] = await Promise.all([countWith(ctx, costs), page])
  return {
    ...counted,
    rows: z
      .array(found)
      .parse(rows)
      .map((row) => ({ ...row, ...costOf(costs, row) })),
  }
}

async function countWith(ctx: Context, costs: Costs): Promise<LossCount> {
  const row = await ctx.db.get(sql`
    SELECT count(*) AS variants, count(DISTINCT product_id) AS products
    FROM (SELECT v.product_id ${fromLosses(ctx, costs)} LIMIT ${MAX_COUNTED + 1})`)
  const { variants, products } = counts.parse(row)
  return { variants: Math.min(variants, MAX_COUNTED), products, isMore: variants > MAX_COUNTED }
}

const counts = z.object({ variants: z.int(), products: z.int() })

/** Each size and finish is sought by the range of prices that do not pay its cost. */
function fromLosses(ctx: Context, costs: Costs) {
  const ranges = rangesOf(costs).map((range) => ({ ...range, user_id: ctx.userId }))
  return sql`
    FROM json_each(${JSON.stringify(ranges)}) AS asked
    CROSS JOIN product_variants AS v
      ON v.user_id = asked.value ->> 'user_id' AND v.size = asked.value ->> 'size'
      AND v.is_digital = asked.value ->> 'is_digital'
      AND v.frame_style IS asked.value ->> 'frame_style'
      AND v.price >= asked.value ->> 'from' AND v.price < asked.value ->> 'below'
    CROSS JOIN products AS p ON p.user_id = v.user_id AND p.id = v.product_id
    WHERE v.is_active = 1 AND p.currency = asked.value ->> 'currency'`
}

/** The prices at which each kind of variant loses money; left out where it never does. */
function rangesOf({ rows, fees }: Costs) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  return currencies.flatMap((currency) => {
    const inCurrency = feesIn(fees, currency)
    return [...pricesIn(rows, currency).values()].flatMap((row) =>
      KINDS.flatMap((kind) => {
        if (fullCost(1, kind, row, inCurrency) === null) return []
        const below = breakEvenPrice(kind, row, inCurrency) ?? MAX_MINOR + 1
        // What is given away loses only what it costs to make.
        const from = fullCost(0, kind, row, inCurrency) === 0 ? 1 : 0
        if (from >= below) return []
        const { frame_style } = kind
        return [
          {
            size: row.size,
            currency,
            frame_style,
            is_digital: Number(kind.is_digital),
            from,
            below,
          },
        ]
      }),
    )
  })
}

function costOf(
  { rows, fees }: Costs,
  { price, size, currency, ...finish }: z.output<typeof found>,
) {
  const ofSize = pricesIn(rows, currency).get(size)
  const inCurrency = feesIn(fees, currency)
  return {
    cost: fullCost(price, finish, ofSize, inCurrency),
    mended: breakEvenPrice(finish, ofSize, inCurrency),
  }
}
