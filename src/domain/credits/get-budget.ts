import type { Context } from '../../context.ts'
import { findIntegration } from '../integrations/find-integration.ts'
import { getSettings } from '../settings/get-settings.ts'
import type { StoredSettings } from '../settings/schemas.ts'

export type Budget = { annual: number; monthlySoftLimit: number }

/**
 * The credits the user may spend in a year, and the pace that is aimed at. While the environment's
 * key serves, the operator's cap for one account holds as well as the user's own budget. Settings
 * that are being read already are not read again.
 */
export async function getBudget(
  ctx: Context,
  settings: Promise<StoredSettings> = getSettings(ctx),
): Promise<Budget> {
  const { accountCredits } = ctx.config.dynamicMockups.sharedKey
  const [{ guardrails }, integration] = await Promise.all([
    settings,
    accountCredits === undefined ? undefined : findIntegration(ctx, 'dynamic_mockups'),
  ])
  const hasOwnKey = Boolean(integration?.credentials) && integration?.status !== 'disconnected'
  const cap = hasOwnKey ? undefined : accountCredits
  return {
    annual: Math.min(guardrails.annual_mockup_budget, cap ?? Number.POSITIVE_INFINITY),
    monthlySoftLimit: guardrails.monthly_mockup_soft_limit,
  }
}
