import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, isGuardFailure, refuseWhen, type Statement, writeAll } from '../../db/client.ts'
import type { Mockup } from '../../db/schema/mockups.ts'
import { AppError, messageOf } from '../../errors.ts'
import { derivedId } from '../../ids.ts'
import { openPictureItem } from '../approvals/item.ts'
import { getBudget } from '../credits/get-budget.ts'
import { approveReused } from '../pictures/approve-reused.ts'
import { type ChosenPicture, choosePictures } from '../pictures/choose-pictures.ts'
import {
  endMockups,
  MOCKUP_OF_PICTURE,
  mockupsByIds,
  NOBODY_WANTS_RETRY,
  recordEach,
} from '../pictures/mockup-status.ts'
import {
  areGone,
  markUnused,
  markUsed,
  type RequestedPicture,
  requestPictures,
} from '../pictures/picture.ts'
import { type Reservation, reservePictures } from '../pictures/reserve-pictures.ts'
import { changeRetry, discardRetries, findRetries } from '../retries/queue.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { getSettings } from '../settings/get-settings.ts'
import { findByIds, isCancelled, type Waiting, wantedNow } from './load-job.ts'
import { sendRenders } from './send-renders.ts'

/**
 * `asked`: somebody, or the retry queue, asks for it once more. `moved`: artwork or scene changed
 * while it waited. `expired`: nothing holds its credit any more.
 */
export type Why = 'asked' | 'moved' | 'expired'

/** What was chosen may be deleted, or come, while it is written: then all is looked up again. */
const TRIES = 3

type Planned = Waiting & { chosen: ChosenPicture; requestedAt: string }

/**
 * Gives mockups, at most 100, the picture that their artwork and scene ask for now: shown at once
 * where it is there already, else rendered as its next attempt, paid once however many want it.
 * Mockups whose scene is switched off, gone or cannot be rendered fail with `scene_missing`. Safe to run again.
 * What was cancelled stays so, but for mockups that a person has `named`.
 * @throws AppError insufficient_credits; then nothing has changed
 * @throws AppError conflict when the mockups are being changed, or when it is asked for and none of
 * their scenes can be rendered
 */
export async function renderAgain(
  ctx: Context,
  mockupIds: readonly string[],
  why: Why,
  named: readonly string[] = [],
): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    if (await tryAgain(ctx, mockupIds, why, named)) return
  }
  throw changing()
}

/** Tells whether it is written; not so where what was chosen has changed meanwhile. */
async function tryAgain(
  ctx: Context,
  mockupIds: readonly string[],
  why: Why,
  named: readonly string[],
): Promise<boolean> {
  const { planned, sceneless } = await plan(ctx, mockupIds, named)
  await endSceneless(ctx, sceneless)
  const [first] = planned
  if (!first && why === 'asked') refuseSceneless(sceneless)
  if (!first) return true
  const groupId = await derivedId(first.mockup.id, why, first.chosen.id, ...mockupIds)
  const { annual } = await getBudget(ctx)
  const claimants = planned.map(({ mockup, chosen }) => ({
    mockupId: mockup.id,
    runId: mockup.run_id,
    chosen,
  }))
  const reservation = await reservePictures(ctx, groupId, annual, claimants)
  if (!(await writeOrRelease(ctx, groupId, planned, reservation, why))) return false
  await ctx.ledger.confirm(groupId)
  await sendRenders(ctx, reservation.started)
  return true
}

async function plan(ctx: Context, mockupIds: readonly string[], named: readonly string[]) {
  const found = await findByIds(ctx, mockupIds)
  const waiting = found.filter((one) => named.includes(one.mockup.id) || !isCancelled(one))
  const editions = await findEditions(ctx, waiting)
  const rendered = waiting.flatMap((one) => {
    const wanted = wantedNow(one)
    const edition = editions.get(one.mockup.picture_id) || undefined
    return wanted ? [{ one, wanted: { ...wanted, edition } }] : []
  })
  const chosen = await choosePictures(
    ctx,
    rendered.map(({ wanted }) => wanted),
  )
  const now = ctx.clock.now()
  const planned = rendered.flatMap(({ one }, index): Planned[] => {
    const picture = chosen[index]
    if (!picture) return []
    // Named after its run was cancelled: that cancellation is not about it.
    const afterCancelMs = one.cancelledAt ? Date.parse(one.cancelledAt) + 1 : 0
    return [{ ...one, chosen: picture, requestedAt: isoTime(Math.max(now, afterCancelMs)) }]
  })
  return { planned, sceneless: waiting.filter((one) => !one.scene) }
}

async function findEditions(ctx: Context, rows: readonly { mockup: Mockup }[]) {
  const ids = [...new Set(rows.map(({ mockup }) => mockup.picture_id))]
  const found = await ctx.db.all<{ id: string; edition: string }>(sql`
    SELECT id, edition FROM pictures
    WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], ids)}`)
  return new Map(found.map(({ id, edition }) => [id, edition]))
}

async function endSceneless(ctx: Context, sceneless: readonly Waiting[]): Promise<void> {
  for (const [scene, some] of Map.groupBy(sceneless, ({ mockup }) => mockup.scene)) {
    const ids = some.map(({ mockup }) => mockup.id)
    const message = sceneMissing(scene, some[0]?.sceneProblem)
    await ctx.ledger.release({ mockupIds: ids }, message)
    const shares = await ctx.ledger.paid([...new Set(some.map(({ mockup }) => mockup.picture_id))])
    await writeAll(ctx.db, endMockups(ctx, ids, { code: 'scene_missing', message }, shares))
  }
}

/** Who asks is told that nothing comes of it: their mockups have failed before. */
function refuseSceneless([one]: readonly Waiting[]): void {
  if (!one) return
  const message = sceneMissing(one.mockup.scene, one.sceneProblem)
  throw new AppError('conflict', `${message.replace(/\.$/, '')}. Nothing was started or charged.`)
}

function sceneMissing(scene: string, problem: string | null | undefined): string {
  return `Scene template not found: ${scene}${problem ? `. ${problem}` : ''}`
}

async function writeOrRelease(
  ctx: Context,
  groupId: string,
  planned: readonly Planned[],
  reservation: Reservation,
  why: Why,
): Promise<boolean> {
  try {
    await writeAll(ctx.db, await statements(ctx, planned, reservation, why))
    return true
  } catch (cause) {
    // What the batch has written after all keeps its claims: only a refusal is certain.
    if (!isGuardFailure(cause)) throw cause
    await ctx.ledger.releaseGroup(groupId, `Not written: ${messageOf(cause)}`)
    return false
  }
}

function changing(): AppError {
  return new AppError(
    'conflict',
    'This mockup is being changed right now. Nothing was charged. Try again.',
  )
}

async function statements(
  ctx: Context,
  planned: readonly Planned[],
  { requested, reused, payers }: Reservation,
  why: Why,
): Promise<Statement[]> {
  const settings = await getSettings(ctx)
  const shares = await ctx.ledger.paid([...new Set(planned.map(({ chosen }) => chosen.id))])
  const paidBefore = new Map(shares.map((share) => [share.mockupId, share.credits]))
  const rows = planned.map(({ mockup, chosen, requestedAt }) => ({
    id: mockup.id,
    from: mockup.picture_id,
    to: chosen.id,
    isReused: chosen.isStored,
    status: mockup.status,
    requested_at: why === 'asked' ? requestedAt : mockup.requested_at,
    credits: (paidBefore.get(mockup.id) ?? 0) + (payers.has(mockup.id) ? 1 : 0),
  }))
  const mode = effectiveMode(settings, 'mockups')
  return [
    refuseWhen(ctx.db, areGone(ctx, reused)),
    requestPictures(ctx, why === 'expired' ? stillWaiting(requested, planned) : requested),
    markUsed(ctx, reused),
    ...approveReused(ctx, reused, { mode, skipsApproval: false }),
    ...recordAttempts(ctx, rows, why),
    takeUp(ctx, rows, why),
    openPictureItem(ctx, reused),
    markUnused(
      ctx,
      rows.map((row) => row.from),
    ),
    ...(await moveRetries(ctx, rows, why)),
  ]
}

/** What only lost its credit goes on waiting since it was first accepted: not for ever. */
function stillWaiting(requested: readonly RequestedPicture[], planned: readonly Planned[]) {
  const before = new Map(planned.map(({ chosen }) => [chosen.id, chosen.picture?.accepted_at]))
  return requested.map((picture) => ({ ...picture, accepted_at: before.get(picture.id) }))
}

function recordAttempts(ctx: Context, rows: readonly Row[], why: Why): Statement[] {
  const [reused, rendered] = [
    rows.filter((row) => row.isReused),
    rows.filter((row) => !row.isReused),
  ]
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene)`
  const shown = sql`json_object('mockupId', m.id, 'scene', m.scene, 'creditsUsed', 0)`
  const action = why === 'asked' ? 'mockup_retried' : 'mockup_moved'
  return [
    recordEach(ctx, 'mockup_generated', shown, asRead(ctx, reused)),
    ...(why === 'expired' ? [] : [recordEach(ctx, action, details, asRead(ctx, rendered))]),
  ]
}

/** Retries follow their pictures: started where they were asked for, dropped where nobody waits. */
async function moveRetries(ctx: Context, rows: readonly Row[], why: Why): Promise<Statement[]> {
  const taken = new Map(rows.map((row) => [row.to, row]))
  const left = rows.map((row) => row.from).filter((from) => !taken.has(from))
  const open = await findRetries(ctx, 'mockup_generation', [...taken.keys()])
  return [
    ...open.flatMap((row) => {
      if (taken.get(row.subject_id)?.isReused) {
        return changeRetry(ctx, row, row, { kind: 'succeeded' })
      }
      return why === 'asked' ? changeRetry(ctx, row, row, { kind: 'started' }) : []
    }),
    discardRetries(ctx, 'mockup_generation', left, NOBODY_WANTS_RETRY),
  ]
}

type Row = {
  id: string
  from: string
  to: string
  isReused: boolean
  status: string
  requested_at: string
  credits: number
}

function asRead(ctx: Context, rows: readonly Row[]) {
  const ids = rows.map((row) => row.id)
  return sql`${mockupsByIds(ctx, ids)} WHERE EXISTS (
    SELECT 1 FROM json_each(${JSON.stringify(rows)}) AS asked
    WHERE asked.value ->> 'id' = m.id AND asked.value ->> 'from' = m.picture_id
      AND asked.value ->> 'status' = m.status)`
}

/** The mockups that are still as they were read take up their pictures, as those are now. */
function takeUp(ctx: Context, rows: readonly Row[], why: Why): Statement {
  const ids = rows.map((row) => row.id)
  return ctx.db.run(sql`
    UPDATE mockups AS m SET picture_id = taken.id, status = taken.status,
      failure_code = taken.failure_code, error_message = taken.error_message,
      credits_used = taken.credits, requested_at = taken.requested_at, stale = 0,
      moves = m.moves + ${why === 'moved' ? 1 : 0}, updated_at = ${isoTime(ctx.clock.now())}
    FROM (
      SELECT asked.value ->> 'id' AS mockup, asked.value ->> 'from' AS was,
        asked.value ->> 'status' AS had, asked.value ->> 'credits' AS credits,
        asked.value ->> 'requested_at' AS requested_at, p.id, ${MOCKUP_OF_PICTURE}
      FROM json_each(${JSON.stringify(rows)}) AS asked
      CROSS JOIN pictures AS p ON p.user_id = ${ctx.userId}
        AND p.id = asked.value ->> 'to') AS taken
    WHERE ${isAnyOf([sql`m.user_id`, sql`m.id`], [ctx.userId], ids)}
      AND m.id = taken.mockup AND m.picture_id = taken.was
      AND m.status = taken.had`)
}
