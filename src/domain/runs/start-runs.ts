import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type MockupRun, mockupRuns } from '../../db/schema/mockups.ts'
import { AppError, messageOf } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import type { ReserveResult } from '../../ledger/types.ts'
import { insufficientCredits } from '../credits/insufficient-credits.ts'
import { getDynamicMockupsKey } from '../integrations/get-dynamic-mockups-key.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { findStoredPictures } from '../pictures/find-stored-pictures.ts'
import { sendRenders } from '../rendering/send-renders.ts'
import { getSettings } from '../settings/get-settings.ts'
import { confirmGroup } from './confirm-group.ts'
import type { Pair } from './plan-pairs.ts'
import { type PlannedMockup, type PlannedRun, writeRuns } from './write-runs.ts'

export type RunOptions = {
  /** Chosen by whoever starts the work: the same id again is the same work, done once. */
  group_id: string
  scenes: string[]
  skip_approval: boolean
  regenerate: boolean
}

export type RequestedRun = { taskId: string; mockupsQueued: number }

export type ChosenPairs = { pairs: Pair[]; unknownScenes: string[]; asset_ids: string[] }

/**
 * Starts the renders of these pairs: holds a credit for each that must be paid, for all or none,
 * writes the runs (of at most 100 pairs each) and queues the work. Nothing is left behind by a
 * refusal: `insufficient_credits`, or `not_configured` without a vendor key.
 */
export async function startRuns(
  ctx: Context,
  options: RunOptions,
  chosen: ChosenPairs,
): Promise<RequestedRun[]> {
  const [settings, stored] = await Promise.all([
    getSettings(ctx),
    findReusable(ctx, options, chosen.pairs),
    // Without a key nothing could be rendered: better said now than pair by pair.
    getDynamicMockupsKey(ctx),
  ])
  const runs = await planRuns(options, chosen)
  const mockups = runs.flatMap((run) => run.mockups)
  for (const mockup of mockups) mockup.stored = stored.get(mockup.pair.pictureKey)

  const reservation = await ctx.ledger.reserveMany({
    groupId: options.group_id,
    budget: settings.guardrails.annual_mockup_budget,
    items: mockups.filter((mockup) => !mockup.stored).map((mockup) => toItem(options, mockup)),
  })
  if (reservation.result === 'insufficient') throw insufficientCredits(reservation.remaining)
  if (reservation.result === 'other_items') {
    throw new AppError('conflict', 'This request was started before with another choice.')
  }
  markFollowers(mockups, reservation)

  await writeOrGiveBack(ctx, options, runs, settings)
  await confirmGroup(ctx, options.group_id)
  await sendRenders(
    ctx,
    mockups.filter((mockup) => !mockup.stored && !mockup.leaderId).map((mockup) => mockup.id),
  )
  return runs.map((run) => ({ taskId: run.id, mockupsQueued: run.mockups.length }))
}

/** The runs that were started with this id before: asked again, they are the answer. */
export async function findStartedRuns(ctx: Context, groupId: string): Promise<RequestedRun[]> {
  const runs = await findRuns(ctx, groupId)
  return runs.map((run) => ({ taskId: run.id, mockupsQueued: run.pair_count }))
}

async function findReusable(ctx: Context, options: RunOptions, pairs: Pair[]) {
  if (options.regenerate) return new Map<string, never>()
  return findStoredPictures(
    ctx,
    pairs.map((pair) => pair.pictureKey),
  )
}

async function planRuns(
  options: RunOptions,
  { pairs, unknownScenes, asset_ids }: ChosenPairs,
): Promise<PlannedRun[]> {
  const runs: PlannedRun[] = []
  for (let at = 0; at < pairs.length; at += MAX_PAIRS_PER_RUN) {
    const number = runs.length
    const id = number === 0 ? options.group_id : await derivedId(options.group_id, `run ${number}`)
    const slice = pairs.slice(at, at + MAX_PAIRS_PER_RUN)
    const mockups = await Promise.all(
      slice.map(async (pair) => ({
        id: await derivedId(id, pair.asset.id, pair.scene.scene_key),
        pair,
      })),
    )
    runs.push({
      id,
      mockups,
      scenes: options.scenes,
      // What no scene can render is reported once, by the first run.
      unknownScenes: number === 0 ? unknownScenes : [],
      unknownAssetIds: number === 0 && unknownScenes.length > 0 ? asset_ids : [],
      skip_approval: options.skip_approval,
      regenerate: options.regenerate,
    })
  }
  return runs
}

function toItem(options: RunOptions, mockup: PlannedMockup) {
  return {
    attemptId: attemptId({ id: mockup.id, attempt: 1 }),
    mockupId: mockup.id,
    pictureKey: options.regenerate ? null : mockup.pair.pictureKey,
    operation: options.regenerate ? ('regeneration' as const) : ('generation' as const),
  }
}

function markFollowers(
  mockups: PlannedMockup[],
  reservation: Extract<ReserveResult, { result: 'reserved' }>,
): void {
  const leaders = new Map(
    reservation.items.flatMap((item) =>
      item.result === 'reserved' ? [] : [[item.attemptId, item.mockupId]],
    ),
  )
  for (const mockup of mockups) {
    mockup.leaderId = leaders.get(attemptId({ id: mockup.id, attempt: 1 }))
  }
}

/**
 * A batch that fails may have been committed all the same: the runs' rows tell. Written: go on.
 * Not written: give the credits back now. Unreadable: they come back by themselves in minutes.
 */
async function writeOrGiveBack(
  ctx: Context,
  options: RunOptions,
  runs: PlannedRun[],
  settings: Parameters<typeof writeRuns>[2],
): Promise<void> {
  try {
    await writeRuns(ctx, runs, settings)
  } catch (cause) {
    ctx.log.error('run_not_written', cause, { run: options.group_id })
    const written = await findRuns(ctx, options.group_id)
    if (written.length > 0) return
    await ctx.ledger.releaseGroup(options.group_id, `Not written: ${messageOf(cause)}`)
    throw cause
  }
}

/** The runs of a request, when it was made before. */
async function findRuns(ctx: Context, groupId: string): Promise<MockupRun[]> {
  return ctx.db
    .select()
    .from(mockupRuns)
    .where(and(eq(mockupRuns.user_id, ctx.userId), eq(mockupRuns.group_id, groupId)))
    .orderBy(mockupRuns.id)
}
