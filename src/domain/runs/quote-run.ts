import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { forecast, paceSentence } from '../credits/forecast.ts'
import { type Credits, getCredits } from '../credits/get-credits.ts'
import { insufficientSentence } from '../credits/insufficient-credits.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { type ChosenPicture, choosePictures } from '../pictures/choose-pictures.ts'
import { placedRecipe } from '../pictures/recipe.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { listActiveScenes } from '../scenes/list-active-scenes.ts'
import { chooseScenes, type SceneChoice } from './choose-scenes.ts'
import { type Known, type LeftOut, type Pair, planKnown, planPairs } from './plan-pairs.ts'
import { planStale } from './plan-stale.ts'

export type RunQuote = {
  /** Credits it will cost. */
  cost: number
  /** Pairs whose picture is there already, on its way, or asked for twice: free. */
  reused: number
  /** Pairs whose picture may have been charged before: nothing is rendered until that is decided. */
  suspect: number
  pairs: number
  remaining_annual: number
  remaining_monthly: number
  /** Of the month: used so far, and the pace that is aimed at. */
  monthly_used: number
  monthly_soft_limit: number
  /** How long the budget lasts at this pace, with this run in it. */
  pace: string
  unknown_scenes: string[]
  /** Why those of them that are there cannot be rendered, by key. */
  scene_problems: Record<string, string>
}

type Request = SceneChoice & {
  asset_ids: string[]
  regenerate: boolean
  max_pairs?: number
}

/**
 * What a run in scenes chosen by hand would cost, by the artworks, scenes and credits that were read
 * already; nothing is started or written.
 * @throws AppError not_found for an artwork that is not among them
 * @throws AppError invalid when none of the scenes can be rendered
 */
export async function quoteRun(
  ctx: Context,
  request: { asset_ids: string[]; scenes: string[]; regenerate: boolean },
  { credits, ...known }: Known & { credits: Credits },
): Promise<RunQuote> {
  const plan = planKnown(request.asset_ids, request.scenes, known)
  return quotePairs(ctx, plan, request.regenerate, credits)
}

/** What rendering all that is stale once more would cost. */
export async function quoteStale(ctx: Context): Promise<RunQuote> {
  // Asked with the pairs, and not after them; more than these few are looked for.
  const active = listActiveScenes(ctx)
  const find = async (_: Context, keys: string[]) => {
    const known = (await active).scenes.filter((scene) => keys.includes(scene.scene_key))
    return known.length === keys.length ? known : findScenes(ctx, keys)
  }
  const [plan] = await Promise.all([planStale(ctx, find), active])
  return quotePairs(ctx, plan, false)
}

/**
 * The quote of a run that would be accepted; a run that would be refused is refused here too.
 * @throws AppError insufficient_credits, with the quote's figures
 * @throws AppError not_configured without a vendor key
 */
export async function tryRun(ctx: Context, request: Request): Promise<RunQuote> {
  const scenes = await chooseScenes(ctx, request)
  return tryPairs(ctx, await planPairs(ctx, request.asset_ids, scenes), request.regenerate)
}

/** The same of pairs that are planned. */
export async function tryPairs(
  ctx: Context,
  plan: { pairs: Pair[] } & LeftOut,
  regenerate: boolean,
): Promise<RunQuote> {
  const quote = await quotePairs(ctx, plan, regenerate)
  await getDynamicMockupsKey(ctx)
  const { cost, reused, suspect, pairs, remaining_annual, remaining_monthly } = quote
  if (cost <= remaining_annual) return quote
  throw new AppError('insufficient_credits', insufficientSentence(remaining_annual), {
    extra: { dry_run: true, cost, reused, suspect, pairs, remaining_annual, remaining_monthly },
  })
}

/** What pairs that are planned would cost, whether that can be paid or not. */
export async function quotePairs(
  ctx: Context,
  { pairs, unknownScenes, sceneProblems }: { pairs: Pair[] } & LeftOut,
  regenerate: boolean,
  known?: Credits,
): Promise<RunQuote> {
  const [credits, chosen] = await Promise.all([known ?? getCredits(ctx), choose(ctx, pairs)])
  const toRender = regenerate ? chosen : chosen.filter((picture) => !picture.isStored)
  const { unpaid, doubted } = regenerate
    ? { unpaid: new Set(toRender.map((picture) => picture.fingerprint)), doubted: new Set() }
    : await judge(ctx, toRender)
  const suspect = toRender.filter((picture) => doubted.has(picture.id)).length
  const cost = unpaid.size
  return {
    cost,
    reused: pairs.length - cost - suspect,
    suspect,
    pairs: pairs.length,
    ...budgetOf(credits),
    pace: paceSentence(
      forecast(credits.total_used + cost, credits.remaining_annual - cost, ctx.clock.now()),
    ),
    unknown_scenes: unknownScenes,
    scene_problems: sceneProblems,
  }
}

function choose(ctx: Context, pairs: Pair[]): Promise<ChosenPicture[]> {
  return choosePictures(
    ctx,
    pairs.map(({ asset, scene, placement }) => ({
      scene: scene.scene_key,
      asset_hash: asset.content_hash,
      recipe: placedRecipe(scene.recipe, placement),
    })),
  )
}

/** What the ledger would hold a credit for, and what it would not touch before a decision. */
async function judge(ctx: Context, chosen: ChosenPicture[]) {
  const ids = [...new Set(chosen.map((picture) => picture.id))]
  const ended = new Set(
    chosen.flatMap(({ id, picture }) =>
      picture?.state === 'gone' || picture?.state === 'lost' ? id : [],
    ),
  )
  const states = await ctx.ledger.newestStates(ids)
  const unpaid = new Set(ids)
  const doubted = new Set<string>()
  for (const { pictureId, state, closed } of states) {
    if (state === 'suspect') doubted.add(pictureId)
    const isPaid = state === 'posted' && !closed && !ended.has(pictureId)
    if (isPaid || state === 'suspect' || state === 'pending' || state === 'in_flight') {
      unpaid.delete(pictureId)
    }
  }
  return { unpaid, doubted }
}

function budgetOf(credits: Credits) {
  const { remaining_annual, remaining_monthly, monthly_used, monthly_soft_limit } = credits
  return { remaining_annual, remaining_monthly, monthly_used, monthly_soft_limit }
}
