import type { Context } from '../../context.ts'
import { getCredits } from '../credits/get-credits.ts'
import { findStoredPictures } from './find-stored-pictures.ts'
import { planPairs } from './plan-pairs.ts'

export type RunQuote = {
  /** Credits it will cost. */
  cost: number
  /** Pairs whose picture is there already, or asked for twice: free. */
  reused: number
  pairs: number
  remaining_annual: number
  remaining_monthly: number
  unknown_scenes: string[]
}

/** What a run would cost, without starting or writing anything. Errors as the run itself. */
export async function quoteRun(
  ctx: Context,
  request: { asset_ids: string[]; scenes: string[]; regenerate: boolean },
): Promise<RunQuote> {
  const [{ pairs, unknownScenes }, credits] = await Promise.all([
    planPairs(ctx, request.asset_ids, request.scenes),
    getCredits(ctx),
  ])
  const keys = pairs.map((pair) => pair.pictureKey)
  const stored = request.regenerate ? new Map() : await findStoredPictures(ctx, keys)
  const toPay = keys.filter((key) => !stored.has(key))
  const cost = request.regenerate ? toPay.length : new Set(toPay).size
  return {
    cost,
    reused: pairs.length - cost,
    pairs: pairs.length,
    remaining_annual: credits.remaining_annual,
    remaining_monthly: credits.remaining_monthly,
    unknown_scenes: unknownScenes,
  }
}
