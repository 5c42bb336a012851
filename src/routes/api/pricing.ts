import { Hono, type Context as HonoContext } from 'hono'
import { getPricing } from '../../domain/pricing/get-pricing.ts'
import { listPricing } from '../../domain/pricing/list-pricing.ts'
import type { PricingRow } from '../../domain/pricing/load-pricing.ts'
import { resetPricing } from '../../domain/pricing/reset-pricing.ts'
import { priceChange, pricingQuery } from '../../domain/pricing/schemas.ts'
import { setPricing } from '../../domain/pricing/set-pricing.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { AppError } from '../../errors.ts'
import { toMajor } from '../../money.ts'
import type { HubEnv } from '../hub-env.ts'
import { respondList } from '../respond/list.ts'
import { body, query } from '../respond/validate.ts'

export const pricingApi = new Hono<HubEnv>()
  .get('/', query(pricingQuery), async (c) => {
    const page = await listPricing(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'pricing', page, page.rows.map(presentPricing))
  })
  .get('/:size', async (c) => {
    return c.json({ pricing: presentPricing(await getPricing(c.var.ctx, sizeParam(c))) })
  })
  .put('/:size', body(priceChange), async (c) => {
    const row = await setPricing(c.var.ctx, sizeParam(c), c.req.valid('json'))
    return c.json({ success: true, pricing: presentPricing(row) })
  })
  .delete('/:size', async (c) => {
    const row = await resetPricing(c.var.ctx, sizeParam(c))
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

function presentPricing({ user_id: _owner, ...row }: PricingRow) {
  const decimal = (minor: number | null) => (minor === null ? null : toMajor(minor))
  return {
    ...row,
    base_price: toMajor(row.base_price),
    framed_price: decimal(row.framed_price),
    digital_price: decimal(row.digital_price),
    cost: decimal(row.cost),
    frame_cost: decimal(row.frame_cost),
  }
}
