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
    changed: job.changed,
    sent: job.sent,
    arrived: job.arrived,
    not_arrived: job.not_arrived,
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
    results: rows.map((row) => ({
      n: row.n,
      id: row.subject_id,
      product_id: row.product_id,
      title: row.title,
      status: row.state,
      error: row.error,
      arrival: row.arrival,
      arrival_error: row.arrival_error,
    })),
    ...(nextAfter === undefined ? {} : { next_after: nextAfter }),
  }
}
