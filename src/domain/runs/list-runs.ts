import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type MockupRun, mockupRuns } from '../../db/schema/mockups.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { generatingOf } from '../pictures/mockup-status.ts'
import { type RunProgress, runProgress } from './run-progress.ts'
import { type RunListQuery, runPictures } from './schemas.ts'

export type RunSummary = { id: string; run: MockupRun; progress: RunProgress }
/** With the keys of some of its pictures, the smallest of each. */
export type PicturedRun = RunSummary & { pictures: string[] }
export type RunsPage = Page<PicturedRun> & {
  /** How many there are of those that change or wait for a person, counted as far as the total. */
  counts: Record<'running' | 'needs_you', number>
}

/** The user's runs, newest first, each with its figures. */
export async function listRuns(ctx: Context, query: RunListQuery): Promise<Page<RunSummary>> {
  const matching = matchingOf(ctx, query.state)
  const [runs, totals, rendering] = await ctx.db.batch([
    pageOf(ctx.db.select().from(mockupRuns).$dynamic(), mockupRuns.id, matching, query),
    countUpTo(ctx.db, mockupRuns, matching, countedRows(query)),
    countGenerating(ctx),
  ])
  const page = toPage(runs, toTotal(totals[0]?.n ?? 0, query), query)
  return { ...page, rows: page.rows.map((run) => summaryOf(run, rendering)) }
}

/** The same, each with up to so many of its pictures, and how many there are in other lists. */
export async function listPicturedRuns(
  ctx: Context,
  query: RunListQuery,
  pictures: number,
): Promise<RunsPage> {
  const matching = matchingOf(ctx, query.state)
  const columns = { ...getTableColumns(mockupRuns), pictures: picturesOf(pictures) }
  const count = (those: SQL | undefined) => countUpTo(ctx.db, mockupRuns, those, countedRows(query))
  const [runs, totals, running, needing, rendering] = await ctx.db.batch([
    pageOf(ctx.db.select(columns).from(mockupRuns).$dynamic(), mockupRuns.id, matching, query),
    count(matching),
    count(matchingOf(ctx, 'running')),
    count(matchingOf(ctx, 'needs_you')),
    countGenerating(ctx),
  ])
  const page = toPage(runs, toTotal(totals[0]?.n ?? 0, query), query)
  return {
    ...page,
    rows: page.rows.map(({ pictures: keys, ...run }) => ({
      ...summaryOf(run, rendering),
      pictures: runPictures.parse(JSON.parse(keys)),
    })),
    counts: { running: running[0]?.n ?? 0, needs_you: needing[0]?.n ?? 0 },
  }
}

function matchingOf(ctx: Context, state: RunListQuery['state']): SQL | undefined {
  return and(eq(mockupRuns.user_id, ctx.userId), state ? eq(mockupRuns.state, state) : undefined)
}

/** As the index of a run's pairs has them, so that no more are read than are shown. */
function picturesOf(most: number): SQL.Aliased<string> {
  return sql<string>`(SELECT json_group_array(key) FROM (
    SELECT coalesce(p.thumbnail_key, p.file_key) AS key FROM mockups AS m
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    WHERE m.user_id = mockup_runs.user_id AND m.run_id = mockup_runs.id
      AND +m.status IN ('completed', 'approved', 'rejected') AND p.file_key IS NOT NULL
    LIMIT ${most}))`.as('pictures')
}

function summaryOf(run: MockupRun, rendering: readonly Rendering[]): RunSummary {
  const generating = rendering.find(({ run_id }) => run_id === run.id)?.n ?? 0
  return { id: run.id, run, progress: runProgress(run, generating) }
}

type Rendering = { run_id: string; n: number }

/** How many mockups of each run are being rendered. */
function countGenerating(ctx: Context) {
  const rendered = sql`(SELECT m.run_id AS run_id ${generatingOf(ctx)})`
  return ctx.db
    .select({ run_id: sql<string>`run_id`.as('run_id'), n: sql<number>`count(*)`.as('n') })
    .from(rendered)
    .groupBy(sql`run_id`)
}
