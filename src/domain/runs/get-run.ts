import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type MockupRun, mockupRuns } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { listRunMockups } from '../mockups/list-mockups.ts'
import type { MockupView } from '../mockups/mockup-view.ts'
import { creditsSpent, type RunProgress, runProgress, type StatusTally } from './run-progress.ts'

export type RunView = { run: MockupRun; progress: RunProgress; mockups: MockupView[] }

/**
 * A run with its mockups and how far it has come, live from the rows.
 * @throws AppError not_found
 */
export async function getRun(ctx: Context, id: string): Promise<RunView> {
  const [run, views] = await Promise.all([findRun(ctx, id), listRunMockups(ctx, id)])
  return { run, progress: runProgress(run, tally(views)), mockups: views }
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

function tally(views: MockupView[]): StatusTally[] {
  const tallies = new Map<string, StatusTally>()
  for (const { mockup } of views) {
    const { status } = mockup
    const known = tallies.get(status) ?? { status, n: 0, credits: 0 }
    known.n += 1
    known.credits += creditsSpent(mockup)
    tallies.set(status, known)
  }
  return [...tallies.values()]
}
