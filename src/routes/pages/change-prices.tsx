import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { changePrices } from '../../domain/pricing/change-prices.ts'
import { inForce, readPricing } from '../../domain/pricing/load-pricing.ts'
import { isMoved, type PricesAsked, planPrices } from '../../domain/pricing/plan-prices.ts'
import { priceStep, ROUNDINGS } from '../../domain/pricing/reprice.ts'
import { sizeKey } from '../../domain/pricing/size.ts'
import { listProductsOfSizes, SIZED_A_PAGE } from '../../domain/products/list-products-of-sizes.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import {
  type ChangePreview,
  ChangePricesPage,
  type TypedChange,
} from '../../views/pricing/change-prices-page.tsx'
import { changeWords as words } from '../../views/pricing/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { pageFrame } from '../respond/page-frame.ts'

const MAX_OFFSET = 10_000

const text = z.string().trim().catch('')
const typedChange = z.object({
  change: text,
  unit: z.enum(['percent', 'amount']).catch('percent'),
  round: z.enum(ROUNDINGS).catch('none'),
  seen: text,
  accept_below_cost: z.literal('true').optional().catch(undefined),
})

export const changePricesPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const asked = c.req.query('change') !== undefined
    return show(c, readTyped(c.req.query(), c.req.queries('sizes')), { asked })
  })
  .post('/', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const typed = readTyped(body, [body.sizes].flat())
    const { workId } = formIdentity(body)
    const step = readStep(typed)
    if ('errors' in step) return show(c, typed, { status: 400 })
    const { seen, accept_below_cost } = typedChange.parse(body)
    const asked = { ...step, seen, accept_below_cost: accept_below_cost !== undefined }
    try {
      const { lines } = await changePrices(c.var.ctx, asked, workId)
      const text = words.applied(lines.filter(isMoved).length)
      return redirectWith(c, '/pricing', { tone: 'sage', text })
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.code === 'conflict') return show(c, typed, { status: 409 })
      if (cause.code !== 'invalid') throw cause
      return show(c, typed, { status: 400 })
    }
  })

/** What was typed; sizes are a list of boxes, or one text with commas in a link. */
function readTyped(sent: Record<string, unknown>, sizes: readonly unknown[] = []): TypedChange {
  const { change, unit, round } = typedChange.parse(sent)
  const named = sizes.flatMap((size) => (typeof size === 'string' ? size.split(',') : []))
  return { change, unit, round, sizes: named.flatMap((size) => sizeKey.safeParse(size).data ?? []) }
}

type Errors = Record<string, string>

/** The step that was typed, or what is wrong with it. */
function readStep({ change, unit, round, sizes }: TypedChange): PricesAsked | { errors: Errors } {
  const typed = change.replace('−', '-')
  const value = /^[+-]?\d{1,8}([.]\d{1,3})?$/.test(typed) ? Number(typed) : undefined
  const step = priceStep.safeParse({ [unit]: value, round })
  const errors: Errors = {
    ...(value === undefined ? { change: words.amountError } : {}),
    ...(value !== undefined && !step.success ? { change: words.percentError } : {}),
    ...(sizes.length === 0 ? { sizes: words.chooseSizes } : {}),
  }
  return step.success && Object.keys(errors).length === 0 ? { ...step.data, sizes } : { errors }
}

type Shown = { asked?: boolean; status?: 200 | 400 | 409 }

/** The form, and the preview of what it asks for. */
async function show(
  c: HonoContext<HubEnv>,
  typed: TypedChange,
  { asked = true, status = 200 }: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  const rows = inForce(await readPricing(ctx))
  const all = rows.filter(({ is_active }) => is_active).map(({ size }) => size)
  const result = asked ? await preview(c, typed) : { errors: {} }
  const errors = 'errors' in result ? result.errors : {}
  const shown = 'errors' in result ? undefined : result
  return c.html(
    <ChangePricesPage
      frame={pageFrame(c)}
      typed={asked ? typed : { ...typed, sizes: all }}
      errors={errors}
      sizes={rows.map(({ size, currency }) => ({ size, currency }))}
      preview={shown}
      isRefused={status === 400 && shown !== undefined}
      isMoved={status === 409}
    />,
    shown || !asked ? status : 400,
  )
}

async function preview(
  c: HonoContext<HubEnv>,
  typed: TypedChange,
): Promise<ChangePreview | { errors: Errors }> {
  const { ctx } = c.var
  const step = readStep(typed)
  if ('errors' in step) return step
  const offset = z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_OFFSET)
    .catch(0)
    .parse(c.req.query('offset'))
  try {
    const [plan, touched] = await Promise.all([
      planPrices(ctx, step),
      listProductsOfSizes(ctx, typed.sizes, { offset }),
    ])
    return { plan, touched: { ...touched, offset, limit: SIZED_A_PAGE }, workId: newId() }
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'invalid') throw cause
    const [first] = cause.errors
    const field = first?.pointer.startsWith('/sizes') ? 'sizes' : 'change'
    return { errors: { [field]: first?.message ?? cause.message } }
  }
}
