import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { changePrices } from '../../domain/pricing/change-prices.ts'
import { feesIn } from '../../domain/pricing/fees.ts'
import { findPricing, getPricing } from '../../domain/pricing/get-pricing.ts'
import { listPricing } from '../../domain/pricing/list-pricing.ts'
import { mergePrices, type PricedRow } from '../../domain/pricing/load-pricing.ts'
import { breakEvenPrice, fullCost, marginOf } from '../../domain/pricing/margin.ts'
import type { PriceLine } from '../../domain/pricing/plan-prices.ts'
import { FINISHES, priceVariant } from '../../domain/pricing/price-variant.ts'
import { resetPricing } from '../../domain/pricing/reset-pricing.ts'
import {
  type PriceChange,
  type PricingAnswer,
  priceChange,
  priceStepRequest,
  pricingAnswer,
  pricingQuery,
} from '../../domain/pricing/schemas.ts'
import { setPricing } from '../../domain/pricing/set-pricing.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { countLosses } from '../../domain/products/list-losses.ts'
import { listProductsOfSizes } from '../../domain/products/list-products-of-sizes.ts'
import { AppError } from '../../errors.ts'
import { toMajor } from '../../money.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { ifMatch, orCurrent } from '../respond/if-match.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'
import { lossesAnswer, presentLosses, presentPriceLine, priceLineAnswer } from './present-prices.ts'

const touched = z.strictObject({ id: z.uuid(), title: z.string(), variants: z.int() })
const answersBulk = answersTrial(
  { sizes: z.array(priceLineAnswer) },
  {
    sizes: z.array(priceLineAnswer),
    seen: z.string(),
    // The newest fifty that have variants in these sizes: they keep their prices.
    products: z.array(touched),
    total: z.strictObject({ products: z.int(), variants: z.int() }),
  },
)
const answersPut = answers({
  success: z.literal(true),
  pricing: pricingAnswer,
  unprofitable: lossesAnswer.optional(),
})

export const pricingApi = new Hono<HubEnv>()
  .get('/', query(pricingQuery), answersList('pricing', pricingAnswer), async (c) => {
    const page = await listPricing(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'pricing', page, page.rows.map(presentPricing))
  })
  .get('/:size', answers({ pricing: pricingAnswer }), async (c) => {
    const row = await getPricing(c.var.ctx, sizeParam(c))
    c.set('version', row.version)
    return c.json({ pricing: presentPricing(row) })
  })
  .post('/bulk', query(dryRunQuery), body(priceStepRequest), answersBulk, async (c) => {
    const { ctx, workId } = c.var
    const { dry_run: dryRun } = c.req.valid('query')
    const asked = c.req.valid('json')
    const { lines, seen } = await changePrices(ctx, asked, workId, { dryRun })
    const sizes = lines.map(presentPriceLine)
    if (!dryRun) return c.json({ success: true, sizes })
    const touched = await listProductsOfSizes(ctx, sizesOf(lines), { offset: 0 })
    const { rows, products, variants } = touched
    return c.json({ dry_run: true, sizes, seen, products: rows, total: { products, variants } })
  })
  .put('/:size', body(priceChange), answersPut, async (c) => {
    const size = sizeParam(c)
    const seen = { version: ifMatch(c) }
    const row = await orCurrent(
      () => setPricing(c.var.ctx, size, c.req.valid('json'), seen),
      () => readCurrent(c, size),
    )
    const losses = movesCost(c.req.valid('json')) ? await countLosses(c.var.ctx) : undefined
    return c.json({
      success: true,
      pricing: presentPricing(row),
      ...(losses && { unprofitable: presentLosses(losses) }),
    })
  })
  .delete('/:size', answersChange('pricing', pricingAnswer.nullable()), async (c) => {
    const size = sizeParam(c)
    const seen = { version: ifMatch(c) }
    const row = await orCurrent(
      () => resetPricing(c.var.ctx, size, seen),
      () => readCurrent(c, size),
    )
    return c.json({ success: true, pricing: row ? presentPricing(row) : null })
  })

function sizeParam(c: HonoContext<HubEnv>): string {
  const size = sizeKey.safeParse(c.req.param('size'))
  if (size.success) return size.data
  const message = size.error.issues[0]?.message ?? 'Not a size'
  throw new AppError('invalid', 'Invalid query parameters', {
    errors: [{ pointer: '/size', message }],
  })
}

/** What is there now, for an answer of 412. */
async function readCurrent(c: HonoContext<HubEnv>, size: string) {
  const { own, system, fees } = await findPricing(c.var.ctx, size)
  const row = mergePrices(own, system)
  return { pricing: row ? presentPricing({ ...row, fees }) : null }
}

/** What costs are changed by may make what is on sale unprofitable. */
function movesCost({ cost, frame_cost }: PriceChange): boolean {
  return cost !== undefined || frame_cost !== undefined
}

function sizesOf(lines: readonly PriceLine[]): string[] {
  return lines.map(({ row }) => row.size)
}

/** What is left of each default price after its full cost. */
function presentMargin(row: PricedRow, name: 'base_price' | 'framed_price' | 'digital_price') {
  const [base] = FINISHES
  const { finish } = FINISHES.find(({ price }) => price === name) ?? base
  const price = priceVariant(row, finish, row.currency) ?? row.base_price
  const fees = feesIn(row.fees, row.currency)
  const cost = fullCost(price, finish, row, fees)
  const margin = marginOf(price, cost)
  const decimal = (minor: number | null) => (minor === null ? null : toMajor(minor, row.currency))
  return {
    price: toMajor(price, row.currency),
    cost: decimal(cost),
    margin: decimal(margin?.minor ?? null),
    margin_percent: margin?.percent ?? null,
    break_even_price: decimal(breakEvenPrice(finish, row, fees)),
  }
}

function presentPricing(row: PricedRow): PricingAnswer {
  const decimal = (minor: number | null) => (minor === null ? null : toMajor(minor, row.currency))
  return {
    id: row.id,
    version: row.version,
    size: row.size,
    currency: row.currency,
    base_price: toMajor(row.base_price, row.currency),
    framed_price: decimal(row.framed_price),
    digital_price: decimal(row.digital_price),
    cost: decimal(row.cost),
    frame_cost: decimal(row.frame_cost),
    weight_grams: row.weight_grams,
    frame_weight_grams: row.frame_weight_grams,
    margins: {
      base: presentMargin(row, 'base_price'),
      framed: presentMargin(row, 'framed_price'),
      digital: presentMargin(row, 'digital_price'),
    },
    inherited: row.inherited,
    is_active: row.is_active,
    is_system: row.is_system,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}
