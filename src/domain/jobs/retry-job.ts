import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { isAtShops } from './arrivals.ts'
import {
  applyJobEvent,
  getJob,
  retryable,
  retryCancelled,
  retryFailed,
  retryNotArrived,
  scopeOfJob,
  sendJob,
} from './job.ts'

/**
 * Tries again what of a job has failed, also on its way to a shop, and what an undoing that was cancelled had not begun;
 * returns how many those are.
 * @throws AppError not_found
 * @throws AppError conflict nothing has failed, or it was undone
 */
export async function retryJob(ctx: Context, id: string): Promise<number> {
  const job = await getJob(ctx, id)
  requireScope(ctx.actor, scopeOfJob(job))
  const open = retryable(job)
  if (open === 0) {
    throw refused('Nothing of this job has failed.')
  }
  const activity = recordActivity(
    ctx,
    {
      action_type: 'job_retried',
      module: 'products',
      details: { jobId: id, type: job.type, failed: open },
      reference_id: id,
      reference_table: 'jobs',
    },
    { onlyIfChanged: true },
  )
  const isRetried = await applyJobEvent(ctx, job, { kind: 'retried' }, [
    activity,
    retryFailed(ctx, id),
    ...(isAtShops(job) ? retryNotArrived(ctx, id) : []),
    ...(job.type === 'undo' ? [retryCancelled(ctx, id)] : []),
  ])
  if (!isRetried) throw refused('This job was undone.')
  await sendJob(ctx, id)
  return open
}

function refused(why: string): AppError {
  return new AppError('conflict', `${why} Nothing was changed.`)
}
