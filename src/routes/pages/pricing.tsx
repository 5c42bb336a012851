import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { resetPricing } from '../../domain/pricing/reset-pricing.ts'
import { typedPriceChange } from '../../domain/pricing/schemas.ts'
import { setPricing } from '../../domain/pricing/set-pricing.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { showPricing } from './show-pricing.tsx'

const text = z.string().catch('')
const typedPrices = z.object({
  base_price: text,
  framed_price: text,
  digital_price: text,
  cost: text,
  frame_cost: text,
})
const typedSize = typedPrices.extend({ size: text })
const newSize = typedPriceChange.extend({ size: sizeKey })

export const pricingPages = new Hono<HubEnv>()
  .get('/', (c) => showPricing(c))
  .post('/', limitForm, async (c) => {
    const typed = typedSize.parse(await c.req.parseBody())
    const parsed = newSize.safeParse(typed)
    if (!parsed.success) {
      return showPricing(c, { adding: { ...typed, errors: fieldErrors(parsed.error) } })
    }
    const { size, ...change } = parsed.data
    await setPricing(c.var.ctx, size, change)
    return c.redirect('/pricing?done=added', 303)
  })
  .post('/:size', limitForm, async (c) => {
    const size = sizeOf(c)
    const typed = typedPrices.parse(await c.req.parseBody())
    const change = typedPriceChange.safeParse(typed)
    if (!change.success) {
      const errors = fieldErrors(change.error)
      return showPricing(c, { editing: { size, values: typed, errors } })
    }
    await setPricing(c.var.ctx, size, change.data)
    return c.redirect('/pricing?done=saved', 303)
  })
  .post('/:size/reset', limitForm, async (c) => {
    await resetPricing(c.var.ctx, sizeOf(c))
    return c.redirect('/pricing?done=reset', 303)
  })

function sizeOf(c: HonoContext<HubEnv>): string {
  const size = sizeKey.safeParse(c.req.param('size'))
  if (!size.success) throw new AppError('not_found', 'This size has no price')
  return size.data
}
