import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isAnyOf, listed, listedIds, type Statement } from '../../db/client.ts'
import { mockups, type StoredStatus } from '../../db/schema/mockups.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import type { PaidShare } from '../../ledger/types.ts'
import { describeActor } from '../activity/describe-actor.ts'
import type { ActionType, ActivityModule } from '../activity/schemas.ts'
import type { Failure } from './picture.ts'

/** A status as it is shown: while its picture is being rendered a mockup is generating. */
export function statusOf(mockup: { status: StoredStatus }, picture: Pick<Picture, 'state'>) {
  const isGenerating = mockup.status === 'pending' && picture.state === 'rendering'
  return isGenerating ? 'generating' : mockup.status
}

/**
 * Pictures `p` that are being rendered with the mockups `m` that wait for them, as the part of a
 * statement from FROM on: as many as a vendor renders at once.
 */
export function generatingOf(ctx: Context): SQL {
  // Written out, so that the index of what is unfinished serves: mockups are sought by their
  // pictures, and never the other way round.
  return sql`FROM pictures AS p
    CROSS JOIN mockups AS m ON m.user_id = p.user_id AND m.picture_id = +p.id
    WHERE p.user_id = ${ctx.userId} AND p.state = 'rendering'
      AND p.state IN ('waiting', 'rendering') AND ${IS_WAITING}`
}

/**
 * Statements that let mockups follow their pictures. Elsewhere a status is only written with the
 * picture that a mockup takes up (`writeRuns`, `renderAgain`), by MOCKUP_OF_PICTURE. A mockup has an
 * end of its own (cancelled, scene_missing, budget) or follows.
 */
const OWN_ENDS = sql`('cancelled', 'scene_missing', 'budget')`
/** Of a mockup `m`: it waits for its picture. No index by status is better than what else is given. */
export const IS_WAITING: SQL = sql`+m.status = 'pending'`
/** The same of a row of `mockups`. */
export const WAITS_FOR_PICTURE: SQL = sql`+${mockups.status} = 'pending'`
/** What a machine may still bring to an end: nobody has cancelled it since it was asked for. */
const IS_WANTED = sql`NOT EXISTS (SELECT 1 FROM mockup_runs AS r WHERE r.user_id = m.user_id
  AND r.id = m.run_id AND r.cancelled_at >= m.requested_at)`
/** Failed with its picture, and still wanted. */
export const IS_REVIVABLE: SQL = sql`m.status = 'failed' AND m.failure_code NOT IN ${OWN_ENDS}
  AND ${IS_WANTED}`
/** Waits for its picture, or would take it when it came. */
export const IS_LIVING: SQL = sql`(${IS_WAITING} OR ${IS_REVIVABLE}) AND ${IS_WANTED}`

/** Of a row of `retry_queue`: no mockup would take its picture any more. */
export const NOBODY_WANTS_RETRY: SQL = sql`NOT EXISTS (SELECT 1 FROM mockups AS m
  WHERE m.user_id = retry_queue.user_id AND m.picture_id = retry_queue.subject_id
    AND ${IS_LIVING})`

const STATUS_BY_DECISION = sql`CASE (SELECT p.decision FROM pictures AS p
    WHERE p.user_id = m.user_id AND p.id = m.picture_id)
  WHEN 'approved' THEN 'approved' WHEN 'rejected' THEN 'rejected' ELSE 'completed' END`

/** Columns `status`, `failure_code` and `error_message` of a mockup that takes up picture `p`. */
export const MOCKUP_OF_PICTURE: SQL = sql`CASE p.state
    WHEN 'waiting' THEN 'pending' WHEN 'rendering' THEN 'pending'
    WHEN 'stored' THEN CASE p.decision WHEN 'open' THEN 'completed' ELSE p.decision END
    ELSE 'failed' END AS status,
  p.failure_code AS failure_code, p.error_message AS error_message`

/** The mockups of a picture that ended without one. What was not paid costs nothing. */
export function failMockups(
  ctx: Context,
  pictureId: string,
  failure: Failure,
  shares: readonly PaidShare[],
  when: SQL,
): Statement[] {
  const ofPicture = sql`m.user_id = ${ctx.userId} AND m.picture_id = ${pictureId} AND ${when}`
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene, 'code', ${failure.code},
    'error', ${failure.message})`
  return [
    recordEach(
      ctx,
      'mockup_failed',
      details,
      sql`mockups AS m WHERE ${ofPicture} AND ${IS_WAITING}`,
    ),
    ctx.db.run(sql`
      UPDATE mockups AS m SET status = 'failed', failure_code = ${failure.code},
        error_message = ${failure.message}, updated_at = ${isoTime(ctx.clock.now())},
        credits_used = ${failure.code === 'suspect' ? sql`m.credits_used` : shareOf(shares)}
      WHERE ${ofPicture} AND (${IS_WAITING} OR m.failure_code = 'suspect')`),
  ]
}

/**
 * The mockups of a stored picture, in its decision's status; those that had failed with it too. One
 * whose render was under way when its run was cancelled keeps the picture, however late it is known.
 */
export function finishMockups(
  ctx: Context,
  pictureId: string,
  shares: readonly PaidShare[],
  when: SQL,
): Statement[] {
  const waiting = sql`m.user_id = ${ctx.userId} AND m.picture_id = ${pictureId} AND ${when}
    AND (${IS_WAITING} OR m.failure_code IN ('suspect', 'lost') OR (${IS_REVIVABLE}))`
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene,
    'creditsUsed', ${shareOf(shares)})`
  return [
    recordEach(ctx, 'mockup_generated', details, sql`mockups AS m WHERE ${waiting}`),
    ctx.db.run(sql`
      UPDATE mockups AS m SET status = ${STATUS_BY_DECISION}, failure_code = NULL,
        error_message = NULL, credits_used = ${shareOf(shares)},
        updated_at = ${isoTime(ctx.clock.now())}
      WHERE ${waiting}`),
  ]
}

/** Every finished mockup of these pictures, which a person has just decided about. */
export function decideFinished(
  ctx: Context,
  pictureIds: readonly string[],
  decision: 'approved' | 'rejected',
): Statement {
  return ctx.db
    .update(mockups)
    .set({ status: decision, updated_at: isoTime(ctx.clock.now()) })
    .from(listedIds(ctx.userId, pictureIds))
    .where(
      sql`${mockups.user_id} = asked.value ->> 'user_id'
        AND ${mockups.picture_id} = asked.value ->> 'id'
        AND +${mockups.status} IN ('completed', 'approved', 'rejected')
        AND ${mockups.status} <> ${decision}`,
    )
}

/** Every finished mockup of these pictures, in its picture's present decision. */
export function followDecisions(ctx: Context, pictureIds: readonly string[]): Statement {
  return ctx.db.run(sql`
    UPDATE mockups AS m SET status = ${STATUS_BY_DECISION},
      updated_at = ${isoTime(ctx.clock.now())}
    WHERE ${isAnyOf([sql`m.user_id`, sql`m.picture_id`], [ctx.userId], pictureIds)}
      AND m.status IN ('completed', 'approved', 'rejected') AND m.status <> ${STATUS_BY_DECISION}`)
}

export type OwnEnd = { code: 'cancelled' | 'scene_missing' | 'budget'; message: string }

/** Ends unfinished mockups on their own, whatever becomes of their pictures. */
export function endMockups(
  ctx: Context,
  mockupIds: readonly string[],
  end: OwnEnd,
  shares: readonly PaidShare[],
): Statement[] {
  const paid = Map.groupBy(shares, ({ mockupId }) => mockupId)
  const asked = listed(
    ctx.userId,
    mockupIds.map((id) => ({
      id,
      paid: Object.fromEntries(paid.get(id)?.map((one) => [one.pictureId, one.credits]) ?? []),
    })),
  )
  const details = sql`json_object('mockupId', m.id, 'scene', m.scene, 'code', ${end.code},
    'error', ${end.message})`
  return [
    recordEach(
      ctx,
      'mockup_failed',
      details,
      sql`${mockupsByIds(ctx, mockupIds)} WHERE ${IS_WAITING}`,
    ),
    ctx.db.run(sql`
      UPDATE mockups AS m SET status = 'failed', failure_code = ${end.code},
        error_message = ${end.message},
        credits_used = coalesce(asked.value -> 'paid' ->> m.picture_id, 0),
        updated_at = ${isoTime(ctx.clock.now())}
      FROM ${asked}
      WHERE m.user_id = asked.value ->> 'user_id' AND m.id = asked.value ->> 'id'
        AND ${IS_WAITING}`),
  ]
}

/** What the mockup `m` has paid for its picture, by the ledger. */
function shareOf(shares: readonly PaidShare[]): SQL {
  return sql`coalesce((SELECT share.value ->> 'credits' FROM json_each(${JSON.stringify(shares)})
    AS share WHERE share.value ->> 'mockupId' = m.id
      AND share.value ->> 'pictureId' = m.picture_id), 0)`
}

const TIME_DIGITS = 13

/** Mockups `m` by their ids, as what a statement reads from. */
export function mockupsByIds(ctx: Context, mockupIds: readonly string[]): SQL {
  return sql`${listedIds(ctx.userId, mockupIds)}
    CROSS JOIN mockups AS m ON m.user_id = asked.value ->> 'user_id' AND m.id = asked.value ->> 'id'`
}

/** What the ids of activity rows that `recordEach` wrote at a time begin with. */
export function rowIdsAt(atMs: number): string {
  const time = atMs.toString(16).padStart(TIME_DIGITS - 1, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

/**
 * An activity row for each mockup `m`, before it is changed; `from` says which, from FROM on, with
 * its WHERE. The row's id sorts by the time of now and takes the rest from the mockup's.
 */
export function recordEach(
  ctx: Context,
  action_type: ActionType,
  details: SQL,
  from: SQL,
  { module = 'mockups', atMs = ctx.clock.now() }: { module?: ActivityModule; atMs?: number } = {},
): Statement {
  const actor = describeActor(ctx.actor)
  return ctx.db.run(sql`
    INSERT INTO activity_log (user_id, id, action_type, details, executed, module, reference_id,
      reference_table, actor_type, actor_id, actor_name, created_at)
    SELECT m.user_id, ${rowIdsAt(atMs)} || substr(m.id, ${TIME_DIGITS + 1}), ${action_type}, ${details}, 1,
      ${module}, m.id, 'mockups', ${actor.type}, ${actor.id}, ${actor.name}, ${isoTime(atMs)}
    FROM ${from}
    ON CONFLICT (user_id, id) DO NOTHING`)
}
