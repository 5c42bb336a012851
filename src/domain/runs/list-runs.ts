import { eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type MockupRun, mockupRuns } from '../../db/schema/mockups.ts'
import { countedRows, type Page, type PageQuery, toPage, toTotal } from '../../paging.ts'
import { generatingOf } from '../pictures/mockup-status.ts'
import { type RunProgress, runProgress } from './run-progress.ts'

export type RunSummary = { id: string; run: MockupRun; progress: RunProgress }

/** The user's runs, newest first, each with its figures. */
export async function listRuns(ctx: Context, query: PageQuery): Promise<Page<RunSummary>> {
  const mine = eq(mockupRuns.user_id, ctx.userId)
  const [runs, totals, rendering] = await ctx.db.batch([
    pageOf(ctx.db.select().from(mockupRuns).$dynamic(), mockupRuns.id, mine, query),
    countUpTo(ctx.db, mockupRuns, mine, countedRows(query)),
    countGenerating(ctx),
  ])
  const page = toPage(runs, toTotal(totals[0]?.n ?? 0, query), query)
  return {
    ...page,
    rows: page.rows.map((run) => ({
      id: run.id,
      run,
      progress: runProgress(run, rendering.find(({ run_id }) => run_id === run.id)?.n ?? 0),
    })),
  }
}

/** How many mockups of each run are being rendered. */
function countGenerating(ctx: Context) {
  const rendered = sql`(SELECT m.run_id AS run_id ${generatingOf(ctx)})`
  return ctx.db
    .select({ run_id: sql<string>`run_id`.as('run_id'), n: sql<number>`count(*)`.as('n') })
    .from(rendered)
    .groupBy(sql`run_id`)
}
