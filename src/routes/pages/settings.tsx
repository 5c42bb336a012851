import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import {
  MIN_DPI,
  MODES,
  type StoredSettings,
  settingsChange,
} from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import { AppError } from '../../errors.ts'
import { printWords } from '../../views/settings/print-words.ts'
import {
  SettingsPage,
  type SettingsPageProps,
  type SettingsValues,
} from '../../views/settings/settings-page.tsx'
import { settingsWords as words } from '../../views/settings/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { redirectWith } from '../respond/flash.ts'
import { formIdentity } from '../respond/form-identity.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { feeCurrencies, feeErrors, feeFields, feesOf, feeValues, typedFees } from './fee-form.ts'
import { savedToast } from './loss-toast.ts'

const text = z.string().catch('')
const ticked = z
  .literal('true')
  .transform(() => true)
  .catch(false)
const typedSettings = z.object({
  global_mode: text,
  mockups: text,
  products: text,
  annual_mockup_budget: text,
  monthly_mockup_soft_limit: text,
  min_dpi: text,
  send_cost: ticked,
  ...typedFees,
})

const credits = z
  .string()
  .trim()
  .regex(/^\d{1,7}$/, words.wholeNumber)
  .transform(Number)
  .refine((number) => number <= 1_000_000, words.atMost)
const override = z.enum(['', ...MODES]).transform((mode) => mode || null)
const dpi = z
  .string()
  .trim()
  .regex(/^\d{2,3}$/, printWords.range)
  .transform(Number)
  .refine((number) => number >= MIN_DPI.least && number <= MIN_DPI.most, printWords.range)
const settingsForm = z.object({
  global_mode: z.enum(MODES),
  mockups: override,
  products: override,
  annual_mockup_budget: credits,
  monthly_mockup_soft_limit: credits,
  min_dpi: dpi,
  send_cost: z.boolean(),
  ...feeFields,
})

export const settingsPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const stored = await getSettings(c.var.ctx)
    return show(c, 200, { version: stored.version, values: valuesOf(stored) })
  })
  .post('/', limitForm, async (c) => {
    const { ctx } = c.var
    const body = await c.req.parseBody()
    const { version } = formIdentity(body)
    const values = { ...typedSettings.parse(await completed(ctx, body)), fee_currencies: [] }
    const form = settingsForm.safeParse(values)
    const refuse = async (status: 400 | 409, errors: Record<string, string> = {}) => {
      const stored = await getSettings(ctx)
      const now = valuesOf(stored)
      const shown = { ...values, ...feeCurrencies(values.fee_currency, now) }
      if (status === 400) return show(c, 400, { version, values: shown, errors })
      return show(c, 409, { version: stored.version, values: shown, stored: now })
    }
    if (!form.success) return refuse(400, fieldErrors(form.error))
    const { global_mode, mockups, products, min_dpi, send_cost } = form.data
    const { annual_mockup_budget, monthly_mockup_soft_limit } = form.data
    const change = {
      global_mode,
      module_overrides: { mockups, products },
      guardrails: { annual_mockup_budget, monthly_mockup_soft_limit },
      print: { min_dpi },
      shop: { send_cost },
      fees: feesOf(form.data),
    }
    try {
      await updateSettings(ctx, settingsChange.parse(change), { version })
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.code === 'precondition_failed') return refuse(409)
      return refuse(400, feeErrors(cause))
    }
    return redirectWith(c, '/settings', await savedToast(ctx, words.saved))
  })

/** A form that was opened before it had all of these fields leaves the others as they are. */
async function completed(ctx: Context, body: Record<string, unknown>) {
  const hasFees = 'min_dpi' in body && 'fee_percent' in body
  // An empty box is not sent: the field next to it is.
  const hasShop = 'at_shopify' in body
  if (hasFees && hasShop) return body
  const now = valuesOf(await getSettings(ctx))
  const send_cost = hasShop ? body.send_cost : String(now.send_cost)
  const pays_postage = hasFees ? body.pays_postage : String(now.pays_postage)
  return { ...now, ...body, send_cost, pays_postage }
}

function valuesOf(stored: StoredSettings): SettingsValues {
  const { global_mode, module_overrides, guardrails, print, shop } = stored
  return {
    ...feeValues(stored),
    global_mode,
    mockups: module_overrides.mockups ?? '',
    products: module_overrides.products ?? '',
    annual_mockup_budget: String(guardrails.annual_mockup_budget),
    monthly_mockup_soft_limit: String(guardrails.monthly_mockup_soft_limit),
    min_dpi: String(print.min_dpi),
    send_cost: shop.send_cost,
  }
}

function show(
  c: HonoContext<HubEnv>,
  status: 200 | 400 | 409,
  form: Omit<SettingsPageProps, 'frame'>,
): Response | Promise<Response> {
  return c.html(<SettingsPage frame={pageFrame(c)} {...form} />, status)
}
