import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { listed } from '../../db/client.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { forecast, paceSentence } from '../credits/forecast.ts'
import { type Credits, getCredits } from '../credits/get-credits.ts'
import { insufficientSentence } from '../credits/insufficient-credits.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { type ChosenPicture, choosePictures } from '../pictures/choose-pictures.ts'
import { fingerprintOf, placedRecipe } from '../pictures/recipe.ts'
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
 * What becomes of one pair. `exists`: a mockup of it shows its picture; `reused`: the picture is
 * there, or paid by another pair of the run; `on_its_way`: it is rendered already, for others.
 */
export type PairOutcome = {
  asset_id: string
  scene: string
  kind: 'exists' | 'reused' | 'on_its_way' | 'paid' | 'suspect'
  /** Its picture, where it is there, with the newest mockup of the pair that shows it. */
  picture: Picture | undefined
  mockup_id: string | undefined
}

/** With more pairs than one run takes, their mockups are not looked for. */
export type DetailedQuote = { quote: RunQuote; outcomes: PairOutcome[] }

/**
 * What a run in scenes chosen by hand would cost, by the artworks, scenes and credits that were read
 * already; nothing is started or written.
 * @throws AppError not_found for an artwork that is not among them
 * @throws AppError conflict for an archived one
 * @throws AppError invalid when none of the scenes can be rendered
 */
export async function quoteRun(
  ctx: Context,
  request: { asset_ids: string[]; scenes: string[]; regenerate: boolean },
  { credits, ...known }: Known & { credits: Credits },
): Promise<DetailedQuote> {
  const plan = planKnown(request.asset_ids, request.scenes, known)
  const isDetailed = plan.pairs.length <= MAX_PAIRS_PER_RUN
  const [judged, shown] = await Promise.all([
    judgePairs(ctx, plan.pairs, request.regenerate),
    isDetailed ? findShown(ctx, plan.pairs) : [],
  ])
  const mockups = new Map(shown.map((one) => [pairKey(one), one]))
  const outcomes = plan.pairs.map(({ asset, scene }, index): PairOutcome => {
    const pair = { asset_id: asset.id, scene: scene.scene_key }
    const chosen = judged.chosen[index]
    const picture = chosen?.isStored ? chosen.picture : undefined
    const found = picture && mockups.get(pairKey({ ...pair, picture_id: picture.id }))
    const mockup_id = found?.mockup_id ?? undefined
    const kind = judged.kinds[index] ?? 'paid'
    return { ...pair, kind: kind === 'reused' && mockup_id ? 'exists' : kind, picture, mockup_id }
  })
  return { quote: toQuote(ctx, plan, judged.kinds, credits), outcomes }
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
  plan: { pairs: Pair[] } & LeftOut,
  regenerate: boolean,
): Promise<RunQuote> {
  const [credits, { kinds }] = await Promise.all([
    getCredits(ctx),
    judgePairs(ctx, plan.pairs, regenerate),
  ])
  return toQuote(ctx, plan, kinds, credits)
}

function toQuote(
  ctx: Context,
  { pairs, unknownScenes, sceneProblems }: { pairs: Pair[] } & LeftOut,
  kinds: readonly PairOutcome['kind'][],
  credits: Credits,
): RunQuote {
  const cost = kinds.filter((kind) => kind === 'paid').length
  const suspect = kinds.filter((kind) => kind === 'suspect').length
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

/** The picture of each pair, and what becomes of it; the first pair of an unpaid one pays. */
async function judgePairs(ctx: Context, pairs: Pair[], regenerate: boolean) {
  const chosen = await choose(ctx, pairs)
  const paid = new Set<string>()
  const payOnce = (id: string) => {
    if (paid.has(id)) return 'reused'
    paid.add(id)
    return 'paid'
  }
  if (regenerate) return { chosen, kinds: chosen.map(({ fingerprint }) => payOnce(fingerprint)) }
  const { unpaid, doubted } = await judge(
    ctx,
    chosen.filter((picture) => !picture.isStored),
  )
  const kinds = chosen.map(({ id, isStored }): PairOutcome['kind'] => {
    if (isStored) return 'reused'
    if (doubted.has(id)) return 'suspect'
    return unpaid.has(id) ? payOnce(id) : 'on_its_way'
  })
  return { chosen, kinds }
}

/** The newest mockup of each pair with each of its pictures. */
async function findShown(ctx: Context, pairs: readonly Pair[]) {
  const asked = await Promise.all(
    pairs.map(async ({ asset, scene, placement }) => ({
      asset_id: asset.id,
      scene: scene.scene_key,
      fingerprint: await fingerprintOf(asset.content_hash, placedRecipe(scene.recipe, placement)),
    })),
  )
  return ctx.db
    .select({
      asset_id: sql<string>`asked.value ->> 'asset_id'`.as('asset_id'),
      scene: sql<string>`asked.value ->> 'scene'`.as('scene'),
      picture_id: pictures.id,
      mockup_id: sql<string | null>`(SELECT m.id FROM mockups AS m
        WHERE m.user_id = ${pictures.user_id} AND m.picture_id = ${pictures.id}
          AND +m.asset_id = asked.value ->> 'asset_id' AND +m.scene = asked.value ->> 'scene'
        ORDER BY m.id DESC LIMIT 1)`.as('mockup_id'),
    })
    .from(listed(ctx.userId, asked))
    .crossJoin(pictures)
    .where(
      sql`${pictures.user_id} = asked.value ->> 'user_id'
        AND ${pictures.fingerprint} = asked.value ->> 'fingerprint'`,
    )
}

function pairKey(pair: { asset_id: string; scene: string; picture_id: string }): string {
  return `${pair.asset_id} ${pair.picture_id} ${pair.scene}`
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
