import { and, eq, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import {
  compareAndSet,
  isAnyOf,
  listed,
  listedIds,
  refusedWhen,
  type Statement,
  writeAll,
} from '../../db/client.ts'
import type { FailureCode } from '../../db/schema/mockups.ts'
import {
  type Picture,
  type PictureState,
  pictures,
  type WaitReason,
} from '../../db/schema/pictures.ts'
import { describeActor } from '../activity/describe-actor.ts'
import { openPictureItem, type TakenBackTo, takenBack } from '../approvals/item.ts'
import type { DecisionReason } from '../approvals/schemas.ts'
import { routeOf, sampleApproved } from '../autopilot/routing.ts'
import { changeRetry, findRetries, findRetry, type RetryEvent } from '../retries/queue.ts'
import {
  decideFinished,
  failMockups,
  finishMockups,
  IS_LIVING,
  IS_WAITING,
} from './mockup-status.ts'
import { attemptIdOf } from './recipe.ts'

export type Failure = {
  code: FailureCode
  message: string
  /** The vendor's HTTP status and code, where it gave one. */
  status?: number
  vendorCode?: string
  /** The credit is spent all the same. */
  paid?: boolean
  /** `later`: tried again by itself; `by_hand`: only a person may; `never`: it has ended. */
  retry: 'later' | 'by_hand' | 'never'
}

export type StoredFile = Pick<
  Picture,
  'file_key' | 'thumbnail_key' | 'width' | 'height' | 'byte_size'
>

export type PictureEvent =
  | { kind: 'rendering' }
  | { kind: 'deferred'; untilMs: number; reason: WaitReason }
  | { kind: 'stored'; file: StoredFile }
  /** The attempt has ended without a picture: free, in doubt, or paid for nothing. */
  | { kind: 'failed'; failure: Failure }
  /** A doubt is decided: the credit is spent and the picture never came. */
  | { kind: 'counted_as_paid'; message: string }
  /** A doubt is decided: the credit went back. */
  | { kind: 'given_back'; message: string }

type Change = {
  from: readonly PictureState[]
  state: PictureState
  columns: Partial<Picture>
  failure?: Failure
}

const UNFINISHED = ['waiting', 'rendering'] as const

/**
 * What an event does to a picture; undefined where it changes nothing.
 *
 *     waiting → rendering → stored          waiting | rendering → failed | suspect | lost
 *     suspect → stored (late proof) | lost (counted as paid) | failed (given back)
 *     failed | lost | gone | suspect → waiting, as the next attempt (requestPictures)
 *     stored → unused → stored | gone (markUnused, markUsed, markGone)
 *
 * A picture that was paid for and arrives late is stored, whatever was assumed meanwhile.
 */
export function decide(picture: Pick<Picture, 'state'>, event: PictureEvent): Change | undefined {
  const change = changeOf(event)
  return change.from.includes(picture.state) ? change : undefined
}

function changeOf(event: PictureEvent): Change {
  switch (event.kind) {
    case 'rendering':
      return { from: UNFINISHED, state: 'rendering', columns: NOT_WAITING }
    case 'deferred': {
      const next_attempt_at = isoTime(event.untilMs)
      const columns = { next_attempt_at, waiting_for: event.reason }
      return { from: UNFINISHED, state: 'waiting', columns }
    }
    case 'stored': {
      const from = [...UNFINISHED, 'suspect', 'failed', 'lost'] as const
      return { from, state: 'stored', columns: { ...event.file, ...NOT_WAITING, ...NO_FAILURE } }
    }
    case 'failed':
      return ending(UNFINISHED, stateAfter(event.failure), event.failure)
    case 'counted_as_paid':
      return ending(['suspect'], 'lost', {
        code: 'lost',
        message: event.message,
        paid: true,
        retry: 'by_hand',
      })
    case 'given_back':
      return ending(['suspect'], 'failed', {
        code: 'lost',
        message: event.message,
        retry: 'by_hand',
      })
  }
}

const NOT_WAITING = { next_attempt_at: null, waiting_for: null }
const NO_FAILURE = { failure_code: null, error_message: null, error_status: null, error_code: null }

function stateAfter(failure: Failure): PictureState {
  if (failure.code === 'suspect') return 'suspect'
  return failure.paid ? 'lost' : 'failed'
}

function ending(from: readonly PictureState[], state: PictureState, failure: Failure): Change {
  const columns = {
    ...NOT_WAITING,
    failure_code: failure.code,
    error_message: failure.message,
    error_status: failure.status ?? null,
    error_code: failure.vendorCode ?? null,
  }
  return { from, state, columns, failure }
}

/**
 * Moves a picture, and every mockup that shows it, by an event at its present attempt: one batch
 * with approval item, retry row, activity, and what else belongs to it. Tells whether it moved;
 * whoever comes second, or with an older attempt, changes nothing.
 */
export async function movePicture(
  ctx: Context,
  picture: Picture,
  event: PictureEvent,
  also: (hit: SQL) => Statement[] = () => [],
): Promise<boolean> {
  const change = decide(picture, event)
  if (!change) return false
  // Nobody shares a picture that never came: the next request for it is quoted and paid.
  if (change.state === 'lost') await ctx.ledger.close([attemptIdOf(picture)])
  const route = change.state === 'stored' ? await routeOf(ctx, picture.scene) : UNROUTED
  const { update, hit } = writeMove(ctx, picture, change, route.isApproved ? approval(ctx) : {})
  const following = await consequences(ctx, picture, change, hit)
  const sample = route.isSampled ? sampleApproved(ctx, [picture.id], hit) : []
  return compareAndSet(ctx.db, update, [...following, ...sample, ...also(hit)])
}

/**
 * Fails pictures for one reason, before anything of them was paid: one batch, with as many calls
 * before it as for one. Those that have moved on are left alone.
 */
export async function failPictures(
  ctx: Context,
  waiting: readonly Picture[],
  failure: Omit<Failure, 'paid'>,
): Promise<void> {
  const ids = waiting.map((picture) => picture.id)
  const [retries, shares, wanted] = await Promise.all([
    findRetries(ctx, 'mockup_generation', ids),
    ctx.ledger.paid(ids),
    findWanted(ctx, ids),
  ])
  const statements = waiting.flatMap((picture) => {
    const change = decide(picture, { kind: 'failed', failure })
    if (!change) return []
    const { update, hit } = writeMove(ctx, picture, change)
    const subject = { operation_type: 'mockup_generation', subject_id: picture.id } as const
    const row = retries.find(({ subject_id }) => subject_id === picture.id)
    const own = shares.filter(({ pictureId }) => pictureId === picture.id)
    return [
      update,
      ...changeRetry(ctx, subject, row, retryAfter(failure, wanted.get(picture.id)), hit),
      ...failMockups(ctx, picture.id, failure, own, hit),
    ]
  })
  await writeAll(ctx.db, statements)
}

const UNROUTED = { isApproved: false, isSampled: false }

/** The machine's decision as a part of the move, where nobody has decided: one write in place of two. */
function approval(ctx: Context) {
  const ifOpen = (value: SQL, kept: SQLWrapper) =>
    sql`CASE WHEN ${pictures.decision} = 'open' THEN ${value} ELSE ${kept} END`
  return {
    decision: ifOpen(sql`'approved'`, pictures.decision),
    decided_by_kind: ifOpen(sql`'machine'`, pictures.decided_by_kind),
    decided_by: ifOpen(sql`'autopilot'`, pictures.decided_by),
    decided_at: ifOpen(sql`${isoTime(ctx.clock.now())}`, pictures.decided_at),
    reason: ifOpen(sql`NULL`, pictures.reason),
    reason_code: ifOpen(sql`NULL`, pictures.reason_code),
  }
}

/** The compare-and-set of a move, and the condition that it has changed the row. */
function writeMove(
  ctx: Context,
  picture: Picture,
  change: Change,
  decided: Partial<ReturnType<typeof approval>> = {},
) {
  const now = isoTime(ctx.clock.now())
  const update = ctx.db
    .update(pictures)
    .set({ ...change.columns, ...decided, state: change.state, updated_at: now })
    .where(
      and(
        eq(pictures.user_id, ctx.userId),
        eq(pictures.id, picture.id),
        eq(pictures.attempt, picture.attempt),
        inArray(pictures.state, [...change.from]),
      ),
    )
    .returning({ id: pictures.id })
  const hit = sql`EXISTS (SELECT 1 FROM pictures AS moved WHERE moved.user_id = ${ctx.userId}
    AND moved.id = ${picture.id} AND moved.attempt = ${picture.attempt}
    AND moved.state = ${change.state} AND moved.updated_at = ${now})`
  return { update, hit }
}

/** What follows from the move, written only if it changed the row. */
async function consequences(
  ctx: Context,
  picture: Picture,
  change: Change,
  hit: SQL,
): Promise<Statement[]> {
  // Mockups wait as long as their picture is under way.
  if (change.state === 'rendering' || change.state === 'waiting') return []
  const subject = { operation_type: 'mockup_generation', subject_id: picture.id } as const
  const { failure } = change
  const [row, shares, wanted] = await Promise.all([
    findRetry(ctx, subject),
    ctx.ledger.paid([picture.id]),
    failure && findWanted(ctx, [picture.id]),
  ])
  if (failure) {
    return [
      ...changeRetry(ctx, subject, row, retryAfter(failure, wanted?.get(picture.id)), hit),
      ...failMockups(ctx, picture.id, failure, shares, hit),
    ]
  }
  const skips = sql`EXISTS (SELECT 1 FROM mockups AS m JOIN mockup_runs AS r
      ON r.user_id = m.user_id AND r.id = m.run_id
    WHERE m.user_id = ${ctx.userId} AND m.picture_id = ${picture.id}
      AND (${IS_WAITING} OR m.failure_code IN ('suspect', 'lost')
        OR ${IS_LIVING}) AND r.skip_approval = 1)`
  return [
    // Where its route approves it the move itself has decided.
    ...approveByMachine(ctx, [picture.id], sql`${hit} AND ${skips}`),
    ...finishMockups(ctx, picture.id, shares, hit),
    openPictureItem(ctx, [picture.id], hit),
    ...changeRetry(ctx, subject, row, { kind: 'succeeded' }, hit),
    markUnused(ctx, [picture.id]),
  ]
}

const livingMockup = z.object({
  id: z.string(),
  asset_id: z.string(),
  scene: z.string(),
  picture_id: z.string(),
})
type LivingMockup = z.infer<typeof livingMockup>

/** The oldest mockup of each of these pictures that would take it when it came. */
async function findWanted(
  ctx: Context,
  pictureIds: readonly string[],
): Promise<Map<string, LivingMockup>> {
  const rows = await ctx.db.all(sql`
    SELECT min(m.id) AS id, m.asset_id, m.scene, m.picture_id FROM mockups AS m
    WHERE ${isAnyOf([sql`m.user_id`, sql`m.picture_id`], [ctx.userId], pictureIds)} AND ${IS_LIVING}
    GROUP BY m.picture_id`)
  const wanted = z.array(livingMockup).parse(rows)
  return new Map(wanted.map((mockup) => [mockup.picture_id, mockup]))
}

/** What becomes of the retries of a picture whose attempt has failed. */
function retryAfter(failure: Failure, wanted: LivingMockup | undefined): RetryEvent {
  if (failure.retry === 'never' || !wanted) return { kind: 'discarded' }
  return {
    kind: 'failed',
    payload: { mockup_id: wanted.id, asset_id: wanted.asset_id, scene: wanted.scene },
    error: failure.message,
    permanent: failure.retry === 'by_hand',
    reference_id: wanted.asset_id,
    reference_table: 'assets',
  }
}

export type RequestedPicture = Pick<
  Picture,
  'id' | 'fingerprint' | 'edition' | 'asset_hash' | 'recipe' | 'scene' | 'attempt'
> & {
  /** Since when it is waited for, where that was before. */
  accepted_at?: string
}

/**
 * The rows of pictures that the ledger has given an attempt: new ones, and the next attempt of those
 * that have ended without a picture. One that has this attempt already stays as it is. Makes the
 * batch fail where one has come meanwhile: its new credit would be held for nothing.
 */
export function requestPictures(ctx: Context, requested: readonly RequestedPicture[]): Statement {
  const now = isoTime(ctx.clock.now())
  const asked = JSON.stringify(requested)
  const hasCome = sql`pictures.state IN ('stored', 'unused')`
  return ctx.db.run(sql`
    INSERT INTO pictures (user_id, id, fingerprint, edition, asset_hash, recipe, scene, state, attempt,
      accepted_at, created_at, updated_at)
    SELECT ${ctx.userId}, value ->> 'id', value ->> 'fingerprint', value ->> 'edition',
      value ->> 'asset_hash', value ->> 'recipe', value ->> 'scene', 'waiting', value ->> 'attempt',
      coalesce(value ->> 'accepted_at', ${now}), ${now}, ${now}
    FROM json_each(${asked}) WHERE true
    ON CONFLICT (user_id, id) DO UPDATE SET
      decision = CASE WHEN pictures.state = 'gone' THEN 'open' ELSE pictures.decision END,
      state = ${refusedWhen(hasCome, sql`'waiting'`)},
      attempt = excluded.attempt, accepted_at = excluded.accepted_at,
      waiting_for = NULL, next_attempt_at = NULL, failure_code = NULL, error_message = NULL,
      error_status = NULL, error_code = NULL, updated_at = excluded.updated_at
    WHERE pictures.attempt < excluded.attempt`)
}

/** No mockup waits for picture `p`. */
export const IS_UNWANTED: SQL = sql`NOT EXISTS (SELECT 1 FROM mockups AS m WHERE m.user_id = p.user_id
  AND m.picture_id = p.id AND ${IS_WAITING})`

/**
 * Ends pictures that nobody waits for any more, up to attempts that the ledger says are over,
 * unpaid: never before, for an unfinished picture is what leads the sweep to a credit that is still held.
 */
export function dropPictures(
  ctx: Context,
  attempts: readonly Pick<Picture, 'id' | 'attempt'>[],
  { code, message }: { code: FailureCode; message: string },
): Statement {
  return ctx.db.run(sql`
    UPDATE pictures AS p SET state = 'failed', failure_code = ${code}, error_message = ${message},
      waiting_for = NULL, next_attempt_at = NULL, updated_at = ${isoTime(ctx.clock.now())}
    FROM ${listed(
      ctx.userId,
      attempts.map(({ id, attempt }) => ({ id, attempt })),
    )}
    WHERE p.user_id = asked.value ->> 'user_id' AND p.id = asked.value ->> 'id'
      AND p.attempt <= asked.value ->> 'attempt'
      AND p.state IN ('waiting', 'rendering') AND ${IS_UNWANTED}`)
}

/** Those of these pictures that nobody waits for any more are not deferred: the sweep sees them. */
export function stopDeferring(ctx: Context, pictureIds: readonly string[]): Statement {
  return ctx.db.run(sql`
    UPDATE pictures AS p SET waiting_for = NULL, next_attempt_at = NULL
    FROM ${listedIds(ctx.userId, pictureIds)}
    WHERE p.user_id = asked.value ->> 'user_id' AND p.id = asked.value ->> 'id' AND +p.state = 'waiting'
      AND p.next_attempt_at IS NOT NULL AND ${IS_UNWANTED}`)
}

/** A machine decides only about pictures that nobody has decided about. */
export function approveByMachine(
  ctx: Context,
  pictureIds: readonly string[],
  when: SQL = sql`1`,
): Statement[] {
  return [
    ctx.db.run(sql`
      UPDATE pictures SET decision = 'approved', decided_by_kind = 'machine',
        decided_by = 'autopilot', decided_at = ${isoTime(ctx.clock.now())}, reason = NULL,
        reason_code = NULL
      WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], pictureIds)} AND decision = 'open'
        AND state = 'stored' AND ${when}`),
  ]
}

/** A person's decision about pictures, `at` an ISO time; what was decided so already stays as it is. */
export function decideByPerson(
  ctx: Context,
  pictureIds: readonly string[],
  decision: 'approved' | 'rejected',
  { reason, reason_code, at }: DecisionReason & { at: string },
): [Statement, Statement] {
  return [
    ctx.db.run(sql`
      UPDATE pictures SET decision = ${decision}, decided_by_kind = 'person',
        decided_by = ${describeActor(ctx.actor).name}, reason = ${reason || null},
        reason_code = ${reason_code ?? null}, decided_at = ${at},
        decided_before = json_object('decision', decision, 'kind', decided_by_kind,
          'by', decided_by, 'at', decided_at, 'reason', reason, 'reason_code', reason_code)
      FROM ${listedIds(ctx.userId, pictureIds)}
      WHERE pictures.user_id = asked.value ->> 'user_id' AND pictures.id = asked.value ->> 'id'
        AND state IN ('stored', 'unused')
        AND (decision <> ${decision} OR decided_by_kind <> 'person')`),
    decideFinished(ctx, pictureIds, decision),
  ]
}

/** Of a picture `p`: a product shows it, so that it stays approved. */
export const IS_IN_PRODUCT: SQL = sql`(p.decision = 'approved' AND EXISTS (
  SELECT 1 FROM product_images AS i WHERE i.user_id = p.user_id AND i.picture_id = p.id))`

/** Pictures `p` of a list `asked` that are still decided as they were at a moment, and can be undone. */
export function decidedAt(at: string): SQL {
  return sql`CROSS JOIN pictures AS p ON p.user_id = asked.value ->> 'user_id'
    AND p.id = asked.value ->> 'id' AND p.decided_at = ${at} AND p.decided_by_kind = 'person'
    AND p.decided_before IS NOT NULL AND NOT ${IS_IN_PRODUCT}`
}

/**
 * Takes back what a person decided about pictures at a moment. One that was decided otherwise since,
 * or that a product shows, stays as it is. Returns the ids that changed; the mockups follow.
 */
export function undoByPerson(
  ctx: Context,
  pictureIds: readonly string[],
  at: string,
  to: TakenBackTo,
) {
  const before = (name: string) => takenBack(to, name)
  return ctx.db
    .update(pictures)
    .set({
      decision: sql`${before('decision')}`,
      decided_by_kind: sql`${before('kind')}`,
      decided_by: sql`${before('by')}`,
      decided_at: sql`${before('at')}`,
      reason: sql`${before('reason')}`,
      reason_code: sql`${before('reason_code')}`,
      decided_before: null,
    })
    .where(
      sql`(${pictures.user_id}, ${pictures.id}) IN (
        SELECT p.user_id, p.id FROM ${listedIds(ctx.userId, pictureIds)} ${decidedAt(at)})`,
    )
    .returning({ id: pictures.id })
}

const IS_UNREFERENCED = sql`NOT EXISTS (SELECT 1 FROM mockups AS m
    WHERE m.user_id = pictures.user_id AND m.picture_id = pictures.id)
  AND NOT EXISTS (SELECT 1 FROM product_images AS i
    WHERE i.user_id = pictures.user_id AND i.picture_id = pictures.id)
  AND NOT EXISTS (SELECT 1 FROM deleted_mockups AS d
    WHERE d.user_id = pictures.user_id AND d.picture_id = pictures.id)`

/** Nothing may show these pictures any more: last in the batch that removes what did. */
export function markUnused(ctx: Context, pictureIds: readonly string[]): Statement {
  const now = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    UPDATE pictures SET state = 'unused', unused_since = ${now}, updated_at = ${now}
    WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], pictureIds)} AND state = 'stored'
      AND ${IS_UNREFERENCED}`)
}

/** These pictures are shown again: in the batch that refers to them. */
export function markUsed(ctx: Context, pictureIds: readonly string[]): Statement {
  return ctx.db.run(sql`
    UPDATE pictures SET state = 'stored', unused_since = NULL,
      updated_at = ${isoTime(ctx.clock.now())}
    WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], pictureIds)} AND state = 'unused'`)
}

/** The condition that one of these pictures is no longer there to be shown. */
export function areGone(ctx: Context, pictureIds: readonly string[]): SQL {
  const asked = isAnyOf([sql`p.user_id`, sql`p.id`], [ctx.userId], pictureIds)
  return sql`EXISTS (SELECT 1 FROM pictures AS p
    WHERE ${asked} AND p.state NOT IN ('stored', 'unused'))`
}

/** The file of an unused picture is about to be deleted. Tells whether it is still unused. */
export async function markGone(ctx: Context, picture: Picture): Promise<boolean> {
  const update = ctx.db
    .update(pictures)
    .set({
      state: 'gone',
      file_key: null,
      thumbnail_key: null,
      unused_since: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(pictures.user_id, ctx.userId),
        eq(pictures.id, picture.id),
        eq(pictures.state, 'unused'),
        IS_UNREFERENCED,
      ),
    )
    .returning({ id: pictures.id })
  return compareAndSet(ctx.db, update)
}
