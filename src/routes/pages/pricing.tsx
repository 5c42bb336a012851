import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { FREE_PRICE } from '../../domain/pricing/amounts.ts'
import { resetPricing } from '../../domain/pricing/reset-pricing.ts'
import { type PriceChange, typedPriceChange } from '../../domain/pricing/schemas.ts'
import { setPricing } from '../../domain/pricing/set-pricing.ts'
import { formatSize, sizeKey } from '../../domain/pricing/size.ts'
import { AppError } from '../../errors.ts'
import type { Errors } from '../../views/pricing/price-fields.ts'
import { pricingWords } from '../../views/pricing/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { versionOf } from './product-form.ts'
import { type RefusedPrices, showPricing } from './show-pricing.tsx'

const text = z.string().catch('')
const typedPrices = z.object({
  base_price: text,
  framed_price: text,
  digital_price: text,
  cost: text,
  frame_cost: text,
  currency: text,
  version: text,
  accept_free: z
    .literal('true')
    .transform(() => true)
    .catch(false),
})
const typedSize = typedPrices.extend({ size: text })
const newSize = typedPriceChange.extend({ size: sizeKey })

export const pricingPages = new Hono<HubEnv>()
  .get('/', (c) => showPricing(c))
  .post('/', limitForm, async (c) => {
    const typed = typedSize.parse(await c.req.parseBody())
    const parsed = newSize.safeParse(typed)
    if (!parsed.success) {
      return showPricing(c, { status: 400, adding: typed, errors: fieldErrors(parsed.error) })
    }
    const { size, ...change } = parsed.data
    const refused = await save(c, size, change, versionOf(typed))
    if (!refused) return saved(c, pricingWords.added(formatSize(size)))
    // A size that has a price by now is edited where it is.
    const where = refused.status === 412 ? { editing: { size, values: typed } } : { adding: typed }
    return showPricing(c, { ...refused, ...where })
  })
  .post('/:size', limitForm, async (c) => {
    const size = sizeOf(c)
    const typed = typedPrices.parse(await c.req.parseBody())
    const editing = { size, values: typed }
    const change = typedPriceChange.safeParse(typed)
    if (!change.success) {
      return showPricing(c, { status: 400, editing, errors: fieldErrors(change.error) })
    }
    const refused = await save(c, size, change.data, versionOf(typed))
    if (refused) return showPricing(c, { ...refused, editing })
    return saved(c, pricingWords.saved(formatSize(size)))
  })
  .post('/:size/reset', limitForm, async (c) => {
    const size = sizeOf(c)
    const version = versionOf(typedPrices.pick({ version: true }).parse(await c.req.parseBody()))
    try {
      await resetPricing(c.var.ctx, size, { version })
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'precondition_failed') throw cause
      return showPricing(c, { status: 412, errors: {}, notice: cause.message })
    }
    return saved(c, pricingWords.wasReset(formatSize(size)))
  })

function saved(c: HonoContext<HubEnv>, text: string): Response {
  return redirectWith(c, '/pricing', { tone: 'sage', text })
}

/** Saves prices, or says why they were refused; anything else is thrown on. */
async function save(
  c: HonoContext<HubEnv>,
  size: string,
  change: PriceChange,
  version: number | undefined,
): Promise<Pick<RefusedPrices, 'status' | 'errors'> | undefined> {
  try {
    await setPricing(c.var.ctx, size, change, { version })
    return undefined
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    switch (cause.code) {
      case 'invalid':
        return { status: 400, errors: errorsOf(cause) }
      case 'conflict':
        return { status: 409, errors: { base_price: cause.message } }
      case 'precondition_failed':
        return { status: 412, errors: {} }
      default:
        throw cause
    }
  }
}

function errorsOf({ errors }: AppError): Errors {
  const isFree = errors.some(({ message }) => message === FREE_PRICE)
  return {
    ...Object.fromEntries(
      errors.map(({ pointer, message }) => [
        pointer.slice(1),
        message === FREE_PRICE ? pricingWords.freeError : message,
      ]),
    ),
    ...(isFree ? { accept_free: pricingWords.tickFree } : {}),
  }
}

function sizeOf(c: HonoContext<HubEnv>): string {
  const size = sizeKey.safeParse(c.req.param('size'))
  if (!size.success) throw new AppError('not_found', 'This size has no price')
  return size.data
}
