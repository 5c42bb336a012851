import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type MockupRun, mockupRuns, mockups } from '../../db/schema/mockups.ts'
import { countedRows, type Page, type PageQuery, toPage, toTotal } from '../../paging.ts'
import { type RunProgress, runProgress, spentCredits } from './run-progress.ts'

export type RunSummary = { id: string; run: MockupRun; progress: RunProgress }

/** The user's runs, newest first, each with its figures live from the rows. */
export async function listRuns(ctx: Context, query: PageQuery): Promise<Page<RunSummary>> {
  const mine = eq(mockupRuns.user_id, ctx.userId)
  const [runs, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(mockupRuns).$dynamic(), mockupRuns.id, mine, query),
    countUpTo(ctx.db, mockupRuns, mine, countedRows(query)),
  ])
  const page = toPage(runs, toTotal(totals[0]?.n ?? 0, query), query)
  const tallies = await tallyRuns(
    ctx,
    page.rows.map((run) => run.id),
  )
  return {
    ...page,
    rows: page.rows.map((run) => ({
      id: run.id,
      run,
      progress: runProgress(
        run,
        tallies.filter((tally) => tally.run_id === run.id),
      ),
    })),
  }
}

function tallyRuns(ctx: Context, runIds: string[]) {
  return ctx.db
    .select({
      run_id: mockups.run_id,
      status: mockups.status,
      n: sql<number>`count(*)`,
      credits: spentCredits,
    })
    .from(mockups)
    .where(isAnyOf([mockups.user_id, mockups.run_id], [ctx.userId], runIds))
    .groupBy(mockups.run_id, mockups.status)
}
