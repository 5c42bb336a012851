import { utcMonth } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { getBudget } from './get-budget.ts'

/** What the budget of a UTC year and month looks like, in credits. */
export type Credits = {
  total_used: number
  monthly_used: number
  annual_budget: number
  monthly_soft_limit: number
  remaining_annual: number
  remaining_monthly: number
  held: number
  suspect: number
}

/** Usage against the user's guardrails, from the ledger. The present year and month by default. */
export async function getCredits(
  ctx: Context,
  at: { year?: number; month?: number } = {},
): Promise<Credits> {
  const now = utcMonth(ctx.clock.now())
  const budget = await getBudget(ctx)
  const usage = await ctx.ledger.usage(at.year ?? now.year, at.month ?? now.month, budget.annual)
  return {
    total_used: usage.total_used,
    monthly_used: usage.monthly_used,
    annual_budget: budget.annual,
    monthly_soft_limit: budget.monthlySoftLimit,
    remaining_annual: usage.remaining,
    remaining_monthly: Math.max(0, budget.monthlySoftLimit - usage.monthly_used),
    held: usage.held,
    suspect: usage.suspect,
  }
}
