import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { type MockupRun, mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import type { MockupView } from '../mockups/mockup-view.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { statusOf } from '../pictures/mockup-status.ts'
import { type RunProgress, runProgress } from './run-progress.ts'

/** A pair of a run, with its picture and without what many pairs have in common. */
export type RunPair = Pick<MockupView, 'mockup' | 'picture'> & {
  /** What the retry queue has planned for one that failed. */
  retry: Pick<RetryRow, 'status' | 'next_attempt_at'> | null
}
export type RunView = { run: MockupRun; progress: RunProgress; pairs: RunPair[] }

/**
 * A run with its pairs, in the order they were asked for, and how far it has come.
 * @throws AppError not_found
 */
export async function getRun(ctx: Context, id: string): Promise<RunView> {
  const [run, pairs] = await Promise.all([findRun(ctx, id), listPairs(ctx, id)])
  const rendering = pairs.filter(({ mockup }) => mockup.status === 'generating').length
  return { run, progress: runProgress(run, rendering), pairs }
}

export async function findRun(ctx: Context, id: string): Promise<MockupRun> {
  const run = await ctx.db
    .select()
    .from(mockupRuns)
    .where(and(eq(mockupRuns.user_id, ctx.userId), eq(mockupRuns.id, id)))
    .get()
  if (!run) throw new AppError('not_found', 'Run not found')
  return run
}

async function listPairs(ctx: Context, runId: string): Promise<RunPair[]> {
  const rows = await ctx.db
    .select({
      mockup: mockups,
      picture: pictures,
      retry: { status: retryQueue.status, next_attempt_at: retryQueue.next_attempt_at },
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .leftJoin(
      retryQueue,
      and(
        eq(retryQueue.user_id, mockups.user_id),
        eq(retryQueue.operation_type, 'mockup_generation'),
        // Of those that have not failed none is looked for.
        sql`${retryQueue.subject_id} = iif(${mockups.status} = 'failed', ${mockups.picture_id}, NULL)`,
      ),
    )
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.run_id, runId)))
    .orderBy(mockups.position, mockups.asset_id, mockups.scene)
    .limit(MAX_PAIRS_PER_RUN)
  return rows.map(({ mockup, picture, retry }) => ({
    mockup: { ...mockup, status: statusOf(mockup, picture) },
    picture,
    retry,
  }))
}
