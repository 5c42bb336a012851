import type { Job } from '../../db/schema/jobs.ts'
import { describeActor } from '../../domain/activity/describe-actor.ts'
import type { JobView } from '../../domain/jobs/read-job.ts'
import type { JobAnswer, JobSummaryAnswer } from '../../domain/jobs/schemas.ts'

/** A job as the JSON API shows it in a list. */
export function presentJobSummary(job: Job): JobSummaryAnswer {
  const { id, type, change, state, total, done, failed, undoes, undone_by, undo_until } = job
  return {
    jobId: id,
    type,
    change,
    status: state,
    total,
    done,
    failed,
    cancelled: state === 'running' ? 0 : total - done - failed,
    undoes,
    undone_by,
    undo_until,
    created_by: describeActor(job.created_by).name,
    created_at: job.created_at,
    ended_at: job.ended_at,
  }
}

/** The same with its rows. */
export function presentJob({ job, rows, nextAfter }: JobView): JobAnswer {
  return {
    ...presentJobSummary(job),
    results: rows.map(({ n, subject_id: id, product_id, title, state: status, error }) => ({
      n,
      id,
      product_id,
      title,
      status,
      error,
    })),
    ...(nextAfter === undefined ? {} : { next_after: nextAfter }),
  }
}
