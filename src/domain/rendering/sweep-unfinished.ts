import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { inJson } from '../../db/client.ts'
import { type Mockup, mockupRuns, mockups } from '../../db/schema/mockups.ts'
import type { AttemptState } from '../../ledger/types.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { endUnstarted } from '../runs/cancel-run.ts'
import { type Action, decideUnfinished } from './decide-unfinished.ts'
import { failMockup } from './fail-mockup.ts'
import { renderMockup } from './render-mockup.ts'
import { renderMessageOf } from './send-renders.ts'
import { settleFollower } from './settle-followers.ts'

/** Longer than a message takes in a healthy hub, short enough that nobody wonders. */
const UNTOUCHED_MS = 90_000
const MAX_ROWS = 500
const MAX_ROWS_PER_USER = 100
/** Paid but not stored: done here and now, the link dies within a day. */
const MAX_COLLECTED_PER_USER = 10

/**
 * Brings back whatever has stopped moving, whichever of queue, object or Worker died: sends it
 * again, fetches what is paid for, or ends it with a reason. Answers how many mockups were looked
 * at; safe to run twice at once.
 */
export async function sweepUnfinished(base: BaseContext): Promise<number> {
  const untouchedSince = isoTime(base.clock.now() - UNTOUCHED_MS)
  const due = await base.db
    .select()
    .from(mockups)
    .where(
      and(
        inArray(mockups.status, ['pending', 'generating']),
        lt(mockups.updated_at, untouchedSince),
        // What is put off for long must not crowd out what has stopped.
        or(isNull(mockups.next_attempt_at), lt(mockups.next_attempt_at, untouchedSince)),
      ),
    )
    .orderBy(asc(mockups.updated_at))
    .limit(MAX_ROWS)
  const byUser = Map.groupBy(due, (row) => row.user_id)
  for (const [userId, mine] of byUser) {
    try {
      const ctx = forUser(base, userId, { kind: 'system', job: 'unfinished mockups' })
      await sweepUser(ctx, mine.slice(0, MAX_ROWS_PER_USER))
    } catch (cause) {
      base.log.error('sweep_of_user_failed', cause, { user: userId })
    }
  }
  return due.length
}

async function sweepUser(ctx: Context, rows: Mockup[]): Promise<void> {
  await endCancelledRuns(ctx, rows)
  const followers = rows.filter((row) => row.reused_from !== null)
  for (const follower of followers) await settleFollower(ctx, follower.id)
  const paying = rows.filter((row) => row.reused_from === null)
  if (paying.length === 0) return
  const states = new Map(
    (await ctx.ledger.states(paying.map(attemptId))).map((state) => [state.attemptId, state]),
  )
  const actions = paying.map((mockup) => ({
    mockup,
    ...decideUnfinished(states.get(attemptId(mockup))),
  }))
  const collected = actions.filter(isCollect).toSorted(paidFirst(states))
  for (const { mockup } of collected.slice(0, MAX_COLLECTED_PER_USER)) {
    try {
      await renderMockup(ctx, { mockupId: mockup.id, attempt: mockup.attempt })
    } catch (cause) {
      ctx.log.error('mockup_not_collected', cause, { mockup: mockup.id })
    }
  }
  for (const action of actions) {
    if (action.do === 'fail') await failMockup(ctx, action.mockup, action.failure)
  }
  const waiting = actions.flatMap((action) => (action.do === 'resend' ? [action.mockup] : []))
  const groups = waiting.flatMap((mockup) => states.get(attemptId(mockup))?.groupId ?? [])
  for (const groupId of new Set(groups)) await ctx.ledger.confirm(groupId)
  await resend(ctx, waiting)
}

/** What is paid for comes first: its link dies. */
function paidFirst(states: Map<string, AttemptState>) {
  const rank = ({ mockup }: { mockup: Mockup }) =>
    states.get(attemptId(mockup))?.state === 'posted' ? 0 : 1
  return (a: { mockup: Mockup }, b: { mockup: Mockup }) => rank(a) - rank(b)
}

function isCollect(action: Action): boolean {
  return action.do === 'collect'
}

async function endCancelledRuns(ctx: Context, rows: Mockup[]): Promise<void> {
  // A later attempt was asked for since: the cancellation is not about it.
  const first = rows.filter((row) => row.attempt === 1)
  const runIds = [...new Set(first.map((row) => row.run_id))]
  if (runIds.length === 0) return
  const cancelled = await ctx.db
    .select({ id: mockupRuns.id, cancelled_at: mockupRuns.cancelled_at })
    .from(mockupRuns)
    .where(and(eq(mockupRuns.user_id, ctx.userId), inJson(mockupRuns.id, runIds)))
  for (const run of cancelled)
    if (run.cancelled_at) await endUnstarted(ctx, run.id, { firstAttemptsOnly: true })
}

/** Sends again, and notes when, so that the next minute does not send the same once more. */
async function resend(ctx: Context, waiting: Mockup[]): Promise<void> {
  if (waiting.length === 0) return
  await ctx.db
    .update(mockups)
    .set({ updated_at: isoTime(ctx.clock.now()) })
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        inJson(
          mockups.id,
          waiting.map((mockup) => mockup.id),
        ),
        inArray(mockups.status, ['pending', 'generating']),
      ),
    )
  await ctx.queues.mockupRenders.sendBatch(
    waiting.map((mockup) => ({ body: renderMessageOf(ctx, mockup.id, mockup.attempt) })),
  )
}
