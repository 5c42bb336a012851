import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { type Job, type JobItem, jobItems, jobs } from '../../db/schema/jobs.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import { pollUntil } from '../../poll-until.ts'
import { getJob } from './job.ts'
import type { JobListQuery, JobQuery } from './schemas.ts'

/** A row of a job as it is shown: not what its product was before. */
export type JobRow = Pick<
  JobItem,
  | 'n'
  | 'subject_id'
  | 'product_id'
  | 'title'
  | 'state'
  | 'error'
  | 'task_id'
  | 'arrival'
  | 'arrival_error'
>
export type JobView = { job: Job; rows: JobRow[]; nextAfter: number | undefined }

type Rows = Pick<JobQuery, 'limit' | 'after' | 'state' | 'arrival'>

/**
 * A job with some of its rows, in their order.
 * @throws AppError not_found
 */
export async function readJob(ctx: Context, id: string, query: Rows): Promise<JobView> {
  const [job, found] = await Promise.all([getJob(ctx, id), listRows(ctx, id, query)])
  const rows = found.slice(0, query.limit)
  return { job, rows, nextAfter: found.length > rows.length ? rows.at(-1)?.n : undefined }
}

/**
 * The same, as soon as the job has ended, or after so many seconds as it is then.
 * @throws AppError not_found
 */
export async function waitForJob(
  ctx: Context,
  id: string,
  { wait, ...query }: JobQuery,
): Promise<JobView> {
  if (wait > 0) {
    await pollUntil(ctx.clock, wait * 1_000, async () => {
      const { state } = await getJob(ctx, id)
      return state !== 'running'
    })
  }
  return readJob(ctx, id, query)
}

function listRows(ctx: Context, id: string, query: Rows): Promise<JobRow[]> {
  const { limit, after, state, arrival } = query
  const { n, subject_id, product_id, title, state: itemState, error, task_id } = jobItems
  const arrivals = { arrival: jobItems.arrival, arrival_error: jobItems.arrival_error }
  // Literal, so that their partial indexes serve them.
  const inState = {
    waiting: sql`${itemState} = 'waiting'`,
    failed: sql`${itemState} = 'failed'`,
    done: sql`${itemState} = 'done'`,
    cancelled: sql`${itemState} = 'cancelled'`,
  }
  return ctx.db
    .select({ n, subject_id, product_id, title, state: itemState, error, task_id, ...arrivals })
    .from(jobItems)
    .where(
      and(
        eq(jobItems.user_id, ctx.userId),
        eq(jobItems.job_id, id),
        gt(n, after),
        state && inState[state],
        arrival && eq(jobItems.arrival, arrival),
      ),
    )
    .orderBy(asc(n))
    .limit(limit + 1)
}

/** The user's jobs, newest first. */
export async function listJobs(ctx: Context, query: JobListQuery): Promise<Page<Job>> {
  const own = eq(jobs.user_id, ctx.userId)
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(jobs).$dynamic(), jobs.id, own, query),
    countUpTo(ctx.db, jobs, own, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}
