import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf, isGuardFailure } from '../../db/client.ts'
import { type MockupRun, mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { AppError, messageOf } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { type Budget, getBudget } from '../credits/get-budget.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { choosePictures, nameEditions } from '../pictures/choose-pictures.ts'
import { WAITS_FOR_PICTURE } from '../pictures/mockup-status.ts'
import { placedRecipe } from '../pictures/recipe.ts'
import { type Reservation, reservePictures } from '../pictures/reserve-pictures.ts'
import { sendRenders } from '../rendering/send-renders.ts'
import { getSettings } from '../settings/get-settings.ts'
import type { Settings } from '../settings/schemas.ts'
import type { LeftOut, Pair } from './plan-pairs.ts'
import { type PlannedRun, writeRuns } from './write-runs.ts'

export type RunOptions = {
  /** Chosen by whoever starts the work: the same id again is the same work, done once. */
  group_id: string
  skip_approval: boolean
  regenerate: boolean
}

export type RequestedRun = { taskId: string; mockupsQueued: number }

export type ChosenPairs = {
  pairs: Pair[]
  scenes: string[]
  kit_id?: string
  asset_ids: string[]
} & LeftOut

/** What was chosen may be deleted while it is written: then all is looked up again. */
const TRIES = 3

/**
 * Starts the renders of chosen pairs: holds a credit for each picture that must be paid, for all or
 * none, writes the runs (of at most 100 pairs each) and queues the work. Asked again with the same
 * group it answers as the first time. A refusal leaves nothing behind.
 * @throws AppError insufficient_credits
 * @throws AppError not_configured without a vendor key
 * @throws AppError conflict when what was chosen keeps changing
 */
export async function startRuns(
  ctx: Context,
  options: RunOptions,
  choosePairs: () => Promise<ChosenPairs>,
): Promise<RequestedRun[]> {
  // At once, and judged in order: what was asked for before answers whatever has changed since.
  const [before, key, first] = await Promise.allSettled([
    findRuns(ctx, options.group_id),
    // Without one nothing could be rendered: better said now than pair by pair.
    getDynamicMockupsKey(ctx),
    readAll(ctx, choosePairs),
  ])
  const known = resultOf(before)
  if (known.length > 0) return known.map(toRequested)
  resultOf(key)
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { chosen, budget, settings } =
      tries === 1 ? resultOf(first) : await readAll(ctx, choosePairs)
    const runs = await planRuns(ctx, options, chosen)
    const reservation = await reserve(ctx, options, runs, budget)
    const written = await writeOrRelease(ctx, options, runs, { reservation, settings })
    if (written) {
      await confirmGroup(ctx, options.group_id, written === 'before' ? runs : [])
      await sendRenders(ctx, reservation.started)
      return runs.map((run) => ({ taskId: run.id, mockupsQueued: run.mockups.length }))
    }
  }
  throw new AppError(
    'conflict',
    'Your artworks or scenes are being changed right now. Nothing was started or charged. Try again.',
  )
}

function resultOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

async function readAll(ctx: Context, choosePairs: () => Promise<ChosenPairs>) {
  const reading = getSettings(ctx)
  const [chosen, settings, budget] = await Promise.all([
    choosePairs(),
    reading,
    getBudget(ctx, reading),
  ])
  return { chosen, settings, budget }
}

function toRequested(run: MockupRun): RequestedRun {
  return { taskId: run.id, mockupsQueued: run.pair_count }
}

async function planRuns(
  ctx: Context,
  options: RunOptions,
  { pairs, scenes, kit_id, unknownScenes, sceneProblems, asset_ids }: ChosenPairs,
): Promise<PlannedRun[]> {
  const { group_id, skip_approval, regenerate } = options
  const wanted = pairs.map(({ asset, scene, placement }) => ({
    scene: scene.scene_key,
    asset_hash: asset.content_hash,
    recipe: placedRecipe(scene.recipe, placement),
  }))
  // The same request again makes the same edition. It is written with its runs, and there are none.
  const chosen = await (regenerate
    ? nameEditions(ctx, wanted, group_id)
    : choosePictures(ctx, wanted))
  const planned = pairs.flatMap((pair, index) => {
    const picture = chosen[index]
    return picture ? [{ pair, chosen: picture }] : []
  })
  const runs: PlannedRun[] = []
  for (let at = 0; at < planned.length; at += MAX_PAIRS_PER_RUN) {
    const number = runs.length
    const id = number === 0 ? group_id : await derivedId(group_id, `run ${number}`)
    const mockups = await Promise.all(
      planned.slice(at, at + MAX_PAIRS_PER_RUN).map(async ({ pair, chosen: picture }) => ({
        id: await derivedId(id, pair.asset.id, pair.scene.scene_key),
        pair,
        chosen: picture,
      })),
    )
    // What no scene can render is reported once, by the first run.
    const unknown = number === 0 ? unknownScenes : []
    const unknownAssetIds = unknown.length > 0 ? asset_ids : []
    runs.push({
      id,
      mockups,
      scenes,
      kit_id: kit_id ?? null,
      unknownScenes: unknown,
      unknownAssetIds,
      sceneProblems: number === 0 ? sceneProblems : {},
      skip_approval,
      regenerate,
    })
  }
  return runs
}

async function reserve(
  ctx: Context,
  options: RunOptions,
  runs: PlannedRun[],
  { annual }: Budget,
): Promise<Reservation> {
  const claimants = runs.flatMap((run) =>
    run.mockups.map(({ id, chosen }) => ({ mockupId: id, runId: run.id, chosen })),
  )
  return reservePictures(ctx, options.group_id, annual, claimants)
}

/**
 * Tells whether the runs are written, now or before: the same may be asked for twice at once, and a
 * batch that fails may have been committed all the same. Not written: the credits are released now.
 * Unreadable: within minutes.
 */
async function writeOrRelease(
  ctx: Context,
  options: RunOptions,
  runs: PlannedRun[],
  { reservation, settings }: { reservation: Reservation; settings: Settings },
): Promise<'now' | 'before' | undefined> {
  try {
    await writeRuns(ctx, runs, reservation, settings)
    return 'now'
  } catch (cause) {
    ctx.log.error('run_not_written', cause, { run: options.group_id })
    if ((await findRuns(ctx, options.group_id)).length > 0) return 'before'
    await ctx.ledger.releaseGroup(options.group_id, `Not written: ${messageOf(cause)}`)
    if (isGuardFailure(cause)) return undefined
    throw cause
  }
}

/**
 * A pair of the first asking may have ended by the time the second one reserves: nobody waits for
 * what that holds. It is released before the rest is confirmed; where that fails, claims that were
 * never confirmed end within minutes.
 */
async function releaseEnded(ctx: Context, runs: PlannedRun[]): Promise<void> {
  const mockupIds = runs.flatMap((run) => run.mockups.map(({ id }) => id))
  const waiting = await ctx.db
    .select({ id: mockups.id })
    .from(mockups)
    .where(and(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], mockupIds), WAITS_FOR_PICTURE))
  const open = new Set(waiting.map(({ id }) => id))
  const ended = mockupIds.filter((id) => !open.has(id))
  if (ended.length > 0) await ctx.ledger.release({ mockupIds: ended }, 'It had already ended')
}

/** The work is accepted already: what cannot be confirmed now, the sweep confirms. */
async function confirmGroup(
  ctx: Context,
  groupId: string,
  writtenBefore: PlannedRun[],
): Promise<void> {
  try {
    if (writtenBefore.length > 0) await releaseEnded(ctx, writtenBefore)
    await ctx.ledger.confirm(groupId)
  } catch (cause) {
    ctx.log.error('claims_not_confirmed', cause, { group: groupId })
  }
}

/** The runs of a request, when it was made before. */
async function findRuns(ctx: Context, groupId: string): Promise<MockupRun[]> {
  return (
    ctx.db
      .select()
      .from(mockupRuns)
      .where(and(eq(mockupRuns.user_id, ctx.userId), eq(mockupRuns.group_id, groupId)))
      // Not by the key's own order: the planner would read all runs for it.
      .orderBy(sql`+${mockupRuns.id}`)
  )
}
