import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { MODES, settingsChange } from '../../domain/settings/schemas.ts'
import { updateSettings } from '../../domain/settings/update-settings.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { SettingsPage, type SettingsValues } from '../../views/settings/settings-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { fieldErrors } from '../respond/field-errors.ts'
import { frameOf } from '../respond/page-frame.ts'

const DONE: Record<string, PageNotice> = {
  saved: { tone: 'sage', text: 'The settings are saved. They hold for everything from now on.' },
}

const text = z.string().catch('')
const typedSettings = z.object({
  global_mode: text,
  mockups: text,
  products: text,
  annual_mockup_budget: text,
  monthly_mockup_soft_limit: text,
})

const credits = z
  .string()
  .trim()
  .regex(/^\d{1,7}$/, 'A whole number of credits, from 0 to 1,000,000')
  .transform(Number)
  .refine((number) => number <= 1_000_000, 'At most 1,000,000 credits')
const override = z.enum(['', ...MODES]).transform((mode) => mode || null)
const settingsForm = z.object({
  global_mode: z.enum(MODES),
  mockups: override,
  products: override,
  annual_mockup_budget: credits,
  monthly_mockup_soft_limit: credits,
})

export const settingsPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const { global_mode, module_overrides, guardrails } = await getSettings(c.var.ctx)
    return show(c, {
      global_mode,
      mockups: module_overrides.mockups ?? '',
      products: module_overrides.products ?? '',
      annual_mockup_budget: String(guardrails.annual_mockup_budget),
      monthly_mockup_soft_limit: String(guardrails.monthly_mockup_soft_limit),
    })
  })
  .post('/', limitForm, async (c) => {
    const typed = typedSettings.parse(await c.req.parseBody())
    const form = settingsForm.safeParse(typed)
    if (!form.success) return show(c, typed, fieldErrors(form.error))
    const { global_mode, mockups, products, ...guardrails } = form.data
    const change = { global_mode, module_overrides: { mockups, products }, guardrails }
    await updateSettings(c.var.ctx, settingsChange.parse(change))
    return c.redirect('/settings?done=saved', 303)
  })

function show(
  c: HonoContext<HubEnv>,
  values: SettingsValues,
  errors?: Record<string, string>,
): Response | Promise<Response> {
  const page = <SettingsPage frame={frameOf(c, DONE)} values={values} errors={errors ?? {}} />
  return c.html(page, errors ? 400 : 200)
}
