import { sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import type { Job, JobType } from '../../db/schema/jobs.ts'
import { AppError } from '../../errors.ts'
import { sha256Hex } from '../../sha256.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { findJob, sendJob } from './job.ts'

/** As many items as one job may have. */
export const MAX_JOB_ITEMS = 10_000

/** One artwork of a job that makes products; `input` is what is particular to it. */
type NewItem = { subjectId: string; title: string; input?: unknown }

type Asked = {
  type: Exclude<JobType, 'undo'>
  change: Record<string, unknown>
  /** Products as they were `selected`, found once it is known that the job is new; or items. */
  of:
    | { selected: unknown; products: () => Promise<readonly string[]> }
    | { items: readonly NewItem[] }
}

export type JobStarted = { jobId: string; total: number }

/**
 * Starts a job: its row and its items are one batch, the queue does the work. The same work id with
 * the same input is the same job. Products that are not the user's are left out.
 * @throws AppError conflict where this work has started another job
 * @throws AppError invalid for none, or more than 10,000
 */
export async function startJob(ctx: Context, asked: Asked, workId: string): Promise<JobStarted> {
  const { type, change, of } = asked
  const request = [type, change, 'items' in of ? of.items : of.selected]
  const request_hash = await sha256Hex(JSON.stringify(request))
  const row = { id: workId, type, change, undoes: null, request_hash }
  const there = await findJob(ctx, workId)
  if (there) return answerAgain(there, row)
  if ('items' in of) return writeJob(ctx, row, [itemsGiven(ctx, workId, of.items)])
  const ids = await of.products()
  assertNumber(ids.length)
  return writeJob(ctx, row, [itemsOfProducts(ctx, workId, ids)])
}

type NewJob = Pick<Job, 'id' | 'type' | 'change' | 'undoes' | 'request_hash'>

/**
 * Writes a job with its items and sends its message; `items` insert them. The job that is there
 * already is answered.
 * @throws AppError conflict where that one was asked for otherwise
 */
export async function writeJob(ctx: Context, job: NewJob, items: Statement[]): Promise<JobStarted> {
  const before = await findJob(ctx, job.id)
  if (before) return answerAgain(before, job)
  try {
    await writeAll(ctx.db, [...items, insertJob(ctx, job), recordStart(ctx, job)])
  } catch (cause) {
    // The same work at the same moment was first, or the answer was lost.
    const other = await findJob(ctx, job.id)
    if (!other) throw cause
    answerAgain(other, job)
  }
  await sendJob(ctx, job.id)
  const started = await findJob(ctx, job.id)
  return { jobId: job.id, total: started?.total ?? 0 }
}

function answerAgain(there: Job, { request_hash }: NewJob): JobStarted {
  if (there.request_hash === request_hash) return { jobId: there.id, total: there.total }
  throw new AppError(
    'conflict',
    'This form has already started a job, with other changes. Nothing was changed. See it under Jobs, or start again.',
  )
}

/** After its items, which it counts. */
function insertJob(ctx: Context, { id, type, change, undoes, request_hash }: NewJob): Statement {
  const now = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    INSERT INTO jobs (user_id, id, type, change, request_hash, undoes, state, total, created_by,
      created_at, updated_at)
    VALUES (${ctx.userId}, ${id}, ${type}, ${JSON.stringify(change)}, ${request_hash}, ${undoes},
      'running', (SELECT count(*) FROM job_items WHERE user_id = ${ctx.userId} AND job_id = ${id}),
      ${JSON.stringify(ctx.actor)}, ${now}, ${now})`)
}

function recordStart(ctx: Context, { id, type, undoes }: NewJob): Statement {
  return recordActivity(ctx, {
    action_type: 'job_started',
    module: 'products',
    details: { jobId: id, type, ...(undoes ? { undoes } : {}) },
    reference_id: id,
    reference_table: 'jobs',
  })
}

function itemsOfProducts(ctx: Context, jobId: string, ids: readonly string[]): Statement {
  return ctx.db.run(sql`
    INSERT INTO job_items (user_id, job_id, n, subject_id, title, state, product_id, updated_at)
    SELECT p.user_id, ${jobId}, asked.key + 1, p.id, p.title, 'waiting', p.id,
      ${isoTime(ctx.clock.now())}
    FROM json_each(${JSON.stringify(ids)}) AS asked
    CROSS JOIN products AS p ON p.user_id = ${ctx.userId} AND p.id = asked.value`)
}

function itemsGiven(ctx: Context, jobId: string, items: readonly NewItem[]): Statement {
  assertNumber(items.length)
  const rows = items.map(({ subjectId, title, input }) => ({ subjectId, title, input }))
  return ctx.db.run(sql`
    INSERT INTO job_items (user_id, job_id, n, subject_id, title, input, state, updated_at)
    SELECT ${ctx.userId}, ${jobId}, key + 1, value ->> 'subjectId', value ->> 'title',
      value -> 'input', 'waiting', ${isoTime(ctx.clock.now())}
    FROM json_each(${JSON.stringify(rows)})`)
}

function assertNumber(n: number): void {
  if (n === 0) throw new AppError('invalid', 'Nothing was selected, so nothing was changed.')
  if (n <= MAX_JOB_ITEMS) return
  throw new AppError(
    'invalid',
    `${n} items match, and one job changes up to ${MAX_JOB_ITEMS}. Nothing was changed. Narrow the filter.`,
  )
}
