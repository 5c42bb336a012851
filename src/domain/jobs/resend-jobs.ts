import { and, asc, lt, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { applyJobEvent, sendJob } from './job.ts'

const STALE_MS = 30_000
const MAX_JOBS_A_CALL = 50

/** Sends again the jobs that have not moved for half a minute; returns their number. */
export async function resendJobs(base: BaseContext): Promise<number> {
  const before = isoTime(base.clock.now() - STALE_MS)
  const stale = await base.db
    .select()
    .from(jobs)
    .where(and(sql`${jobs.state} = 'running'`, lt(jobs.updated_at, before)))
    .orderBy(asc(jobs.updated_at))
    .limit(MAX_JOBS_A_CALL)
  for (const job of stale) {
    const ctx = forUser(base, job.user_id, { kind: 'system', job: 'stale jobs' })
    if (await applyJobEvent(ctx, job, { kind: 'moved' })) await sendJob(ctx, job.id)
  }
  return stale.length
}

/** Jobs whose rows are written by one call: each has up to 10,000. */
const MAX_FORGOTTEN_A_CALL = 5

/** Forgets what products were before the jobs that can no longer be undone; returns their number. */
export async function forgetUndoable(base: BaseContext): Promise<number> {
  const over = await base.db
    .select()
    .from(jobs)
    .where(and(sql`${jobs.undo_until} IS NOT NULL`, lt(jobs.undo_until, isoTime(base.clock.now()))))
    .orderBy(asc(jobs.undo_until))
    .limit(MAX_FORGOTTEN_A_CALL)
  for (const job of over) {
    const ctx = forUser(base, job.user_id, { kind: 'system', job: 'old jobs' })
    await applyJobEvent(ctx, job, { kind: 'expired' }, [
      base.db.run(sql`UPDATE job_items SET before = NULL
        WHERE user_id = ${job.user_id} AND job_id = ${job.id} AND before IS NOT NULL`),
    ])
  }
  return over.length
}
