import { and, asc, type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { chunksOf } from '../../chunks.ts'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import type { AttemptState } from '../../ledger/types.ts'
import { dropUnwanted } from '../pictures/drop-unwanted.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import { readCursor, writeCursor } from '../sweeps/cursor.ts'
import { endUnstarted } from './end-unstarted.ts'
import { findCancelled } from './load-job.ts'
import { unfinishedOf } from './park-work.ts'
import { SWEPT_AFTER_MS } from './render-one.ts'
import { renderPicture } from './render-picture.ts'
import { sendRenders } from './send-renders.ts'

export const SWEEP_UNFINISHED = 'unfinished_mockups'
/** Longer than a healthy hub takes to fetch what is paid for: until then somebody else may be at it. */
const FETCHING_MS = 90_000
const MAX_USERS = 200
const USERS_AT_ONCE = 5
const MAX_PICTURES_PER_USER = 100
/** Fetched, judged or begun again here and now; the rest follows in the next minute. */
const MAX_HANDLED_PER_USER = 10

/**
 * Brings back whatever has stopped moving, whichever of queue, object or Worker died: sends it
 * again, fetches what is paid for, or ends it with a reason. User by user, each with the same
 * bound, so that nobody's work hides another's. Returns how many pictures were looked at; safe to
 * run twice at once.
 */
export async function sweepUnfinished(base: BaseContext): Promise<number> {
  const cursor = await readCursor(base, SWEEP_UNFINISHED)
  const users = await findUsers(base, cursor ?? '')
  let looked = 0
  for (const some of chunksOf(users, USERS_AT_ONCE)) {
    const counts = await Promise.all(some.map((userId) => sweepSafely(base, userId)))
    looked += counts.reduce((sum, count) => sum + count, 0)
  }
  await writeCursor(base, SWEEP_UNFINISHED, users.length < MAX_USERS ? undefined : users.at(-1))
  return looked
}

const userRows = z.array(z.object({ user_id: z.string() }))

/** Users who have unfinished pictures, in turn; reads one index entry a user. */
async function findUsers(base: BaseContext, after: string): Promise<string[]> {
  const rows = await base.db.all(sql`
    WITH RECURSIVE due (user_id) AS (
      SELECT (SELECT min(user_id) FROM pictures
        WHERE state IN ('waiting', 'rendering') AND user_id > ${after})
      UNION ALL
      SELECT (SELECT min(p.user_id) FROM pictures AS p
        WHERE p.state IN ('waiting', 'rendering') AND p.user_id > due.user_id)
      FROM due WHERE due.user_id IS NOT NULL)
    SELECT user_id FROM due WHERE user_id IS NOT NULL LIMIT ${MAX_USERS}`)
  return userRows.parse(rows).map((row) => row.user_id)
}

async function sweepSafely(base: BaseContext, userId: string): Promise<number> {
  try {
    const ctx = forUser(base, userId, { kind: 'system', job: 'unfinished mockups' })
    const due = await findDue(ctx)
    if (due.length > 0) await sweepUser(ctx, due)
    return due.length
  } catch (cause) {
    base.log.error('sweep_of_user_failed', cause, { user: userId })
    return 0
  }
}

/** The user's pictures that make no progress, the longest untouched first. */
function findDue(ctx: Context): Promise<Picture[]> {
  const before = isoTime(ctx.clock.now() - SWEPT_AFTER_MS)
  // Written out, so that the index of what is unfinished serves, for each state in its order. What
  // is deferred for long must not crowd out what has stopped.
  const walk = (state: SQL) => sql`
    SELECT id, updated_at FROM pictures
    WHERE user_id = ${ctx.userId} AND state = ${state} AND state IN ('waiting', 'rendering')
      AND updated_at < ${before}
      AND (next_attempt_at IS NULL OR next_attempt_at < ${before})`
  const due = sql`SELECT ${ctx.userId}, id FROM (
    ${walk(sql`'waiting'`)}
    UNION ALL ${walk(sql`'rendering'`)}
    ORDER BY updated_at LIMIT ${MAX_PICTURES_PER_USER})`
  return ctx.db
    .select()
    .from(pictures)
    .where(sql`(${pictures.user_id}, ${pictures.id}) IN (${due})`)
    .orderBy(asc(pictures.updated_at))
}

async function sweepUser(ctx: Context, due: Picture[]): Promise<void> {
  const ids = due.map((picture) => picture.id)
  await endUnstarted(ctx, await findCancelled(ctx, ids))
  await dropUnwanted(ctx, ids)
  const states = new Map(
    (await ctx.ledger.states(due.map(attemptIdOf))).map((state) => [state.attemptId, state]),
  )
  const stateOf = (picture: Picture) => states.get(attemptIdOf(picture))?.state
  const toHandle = due
    .filter((picture) => !isLeftToMessage(stateOf(picture)) && !isAtWork(ctx, picture))
    // What is paid for comes first: its link dies within a day.
    .toSorted((a, b) => rank(stateOf(a)) - rank(stateOf(b)))
  let handled = 0
  for (const picture of toHandle) {
    if (handled === MAX_HANDLED_PER_USER) break
    try {
      const end = await renderPicture(ctx, { pictureId: picture.id, attempt: picture.attempt })
      if (end !== 'nothing_to_do') handled += 1
    } catch (cause) {
      handled += 1
      ctx.log.error('picture_not_handled', cause, { picture: picture.id })
    }
  }
  await resend(
    ctx,
    due.filter((picture) => isLeftToMessage(stateOf(picture))),
  )
}

/** A message begins it, or waits for the end of its lease: a call that nobody hears is in doubt then. */
function isLeftToMessage(state: AttemptState['state'] | undefined): boolean {
  return state === 'pending' || state === 'in_flight'
}

function isAtWork(ctx: Context, { state, updated_at }: Picture): boolean {
  return state === 'rendering' && Date.parse(updated_at) > ctx.clock.now() - FETCHING_MS
}

function rank(state: AttemptState['state'] | undefined): number {
  return state === 'posted' ? 0 : 1
}

/** Keeps the credits, sends again, and notes when, so that the next minute does not send once more. */
async function resend(ctx: Context, waiting: Picture[]): Promise<void> {
  if (waiting.length === 0) return
  const ids = waiting.map((picture) => picture.id)
  await ctx.ledger.renew(await unfinishedOf(ctx, ids))
  await ctx.db
    .update(pictures)
    .set({ updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        isAnyOf([pictures.user_id, pictures.id], [ctx.userId], ids),
        sql`${pictures.state} IN ('waiting', 'rendering')`,
      ),
    )
  await sendRenders(ctx, waiting)
}
