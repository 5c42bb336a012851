import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { FREE_PRICE } from '../../domain/pricing/amounts.ts'
import { resetPricing } from '../../domain/pricing/reset-pricing.ts'
import { type PriceChange, priceChange, typedPriceChange } from '../../domain/pricing/schemas.ts'
import { setPricing } from '../../domain/pricing/set-pricing.ts'
import { formatSize, sizeKey } from '../../domain/pricing/size.ts'
import { listLosses } from '../../domain/products/list-losses.ts'
import { AppError } from '../../errors.ts'
import { LossesPage } from '../../views/pricing/losses-page.tsx'
import type { Errors } from '../../views/pricing/price-fields.ts'
import { pricingWords } from '../../views/pricing/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { changePricesPages } from './change-prices.tsx'
import { savedToast } from './loss-toast.ts'
import { versionOf } from './product-form.ts'
import { type RefusedPrices, showPricing } from './show-pricing.tsx'

const text = z.string().catch('')
const tick = z
  .literal('true')
  .transform(() => true)
  .catch(false)
const typedPrices = z.object({
  base_price: text,
  framed_price: text,
  digital_price: text,
  cost: text,
  frame_cost: text,
  currency: text,
  version: text,
  weight_grams: text,
  frame_weight_grams: text,
  accept_free: tick,
  accept_below_cost: tick,
})
const typedSize = typedPrices.extend({ size: text })
const switchForm = z.object({ version: text, is_active: text })
const MAX_OFFSET = 1_000
const pageOffset = z.coerce.number().int().min(0).max(MAX_OFFSET).catch(0)
const newSize = typedPriceChange.extend({ size: sizeKey })

export const pricingPages = new Hono<HubEnv>()
  .get('/', (c) => showPricing(c))
  .route('/change', changePricesPages)
  .get('/losses', async (c) => {
    const offset = pageOffset.parse(c.req.query('offset'))
    const losses = await listLosses(c.var.ctx, { offset })
    return c.html(<LossesPage frame={pageFrame(c)} losses={losses} offset={offset} />)
  })
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
  .post('/:size/switch', limitForm, async (c) => {
    const size = sizeOf(c)
    const typed = switchForm.parse(await c.req.parseBody())
    const is_active = typed.is_active === 'true'
    const change = priceChange.parse({ is_active })
    try {
      await setPricing(c.var.ctx, size, change, { version: versionOf(typed) })
    } catch (cause) {
      return refuseHere(c, cause)
    }
    return saved(c, (is_active ? pricingWords.wasOn : pricingWords.wasOff)(formatSize(size)))
  })
  .post('/:size/reset', limitForm, async (c) => {
    const size = sizeOf(c)
    const version = versionOf(typedPrices.pick({ version: true }).parse(await c.req.parseBody()))
    try {
      await resetPricing(c.var.ctx, size, { version })
    } catch (cause) {
      return refuseHere(c, cause)
    }
    return saved(c, pricingWords.wasReset(formatSize(size)))
  })

/** The table as it is now, with what stopped a button of it; anything else is thrown on. */
function refuseHere(c: HonoContext<HubEnv>, cause: unknown): Promise<Response> {
  const codes = { precondition_failed: 412, conflict: 409 } as const
  if (!(cause instanceof AppError)) throw cause
  if (cause.code !== 'precondition_failed' && cause.code !== 'conflict') throw cause
  return showPricing(c, { status: codes[cause.code], errors: {}, notice: cause.message })
}

/** Shows the table again, and says too what sells below cost by the costs that are set now. */
async function saved(c: HonoContext<HubEnv>, text: string): Promise<Response> {
  return redirectWith(c, '/pricing', await savedToast(c.var.ctx, text))
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

/** By field; what may be said twice has a box to say it. */
function errorsOf({ errors }: AppError): Errors {
  const accepts = new Set(errors.map(({ accept }) => accept))
  return {
    ...Object.fromEntries(
      errors.map(({ pointer, message }) => [
        pointer.slice(1),
        message === FREE_PRICE ? pricingWords.freeError : message,
      ]),
    ),
    ...(accepts.has('acceptFree') ? { accept_free: pricingWords.tickFree } : {}),
    ...(accepts.has('acceptBelowCost') ? { accept_below_cost: pricingWords.tickBelowCost } : {}),
  }
}

function sizeOf(c: HonoContext<HubEnv>): string {
  const size = sizeKey.safeParse(c.req.param('size'))
  if (!size.success) throw new AppError('not_found', 'This size has no price')
  return size.data
}
