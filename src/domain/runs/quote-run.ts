import type { Context } from '../../context.ts'
import { forecast, paceSentence } from '../credits/forecast.ts'
import { getCredits } from '../credits/get-credits.ts'
import { findStoredPictures } from '../pictures/find-stored-pictures.ts'
import { type Pair, planPairs } from './plan-pairs.ts'
import { planStale } from './plan-stale.ts'

export type RunQuote = {
  /** Credits it will cost. */
  cost: number
  /** Pairs whose picture is there already, or asked for twice: free. */
  reused: number
  pairs: number
  remaining_annual: number
  remaining_monthly: number
  /** Of the month: used so far, and the pace that is aimed at. */
  monthly_used: number
  monthly_soft_limit: number
  /** How long the budget lasts at this pace, with this run in it. */
  pace: string
  unknown_scenes: string[]
}

/** What a run would cost, without starting or writing anything. Errors as the run itself. */
export async function quoteRun(
  ctx: Context,
  request: { asset_ids: string[]; scenes: string[]; regenerate: boolean },
): Promise<RunQuote> {
  const plan = await planPairs(ctx, request.asset_ids, request.scenes)
  return quotePairs(ctx, plan, request.regenerate)
}

/** What rendering anew whatever is stale would cost. */
export async function quoteStale(ctx: Context): Promise<RunQuote> {
  return quotePairs(ctx, { pairs: await planStale(ctx), unknownScenes: [] }, false)
}

async function quotePairs(
  ctx: Context,
  { pairs, unknownScenes }: { pairs: Pair[]; unknownScenes: string[] },
  regenerate: boolean,
): Promise<RunQuote> {
  const keys = pairs.map((pair) => pair.pictureKey)
  const [credits, stored] = await Promise.all([
    getCredits(ctx),
    regenerate ? new Map<string, never>() : findStoredPictures(ctx, keys),
  ])
  const toPay = keys.filter((key) => !stored.has(key))
  const cost = regenerate ? toPay.length : new Set(toPay).size
  return {
    cost,
    reused: pairs.length - cost,
    pairs: pairs.length,
    remaining_annual: credits.remaining_annual,
    remaining_monthly: credits.remaining_monthly,
    monthly_used: credits.monthly_used,
    monthly_soft_limit: credits.monthly_soft_limit,
    pace: paceSentence(
      forecast(credits.total_used + cost, credits.remaining_annual - cost, ctx.clock.now()),
    ),
    unknown_scenes: unknownScenes,
  }
}
