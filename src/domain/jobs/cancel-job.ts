import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { applyJobEvent, cancelWaiting, getJob, scopeOfJob } from './job.ts'

/**
 * Cancels a job: what was not begun stays as it is, what is done stays done.
 * @throws AppError not_found
 * @throws AppError conflict it has ended
 */
export async function cancelJob(ctx: Context, id: string): Promise<void> {
  const job = await getJob(ctx, id)
  requireScope(ctx.actor, scopeOfJob(job))
  const activity = recordActivity(
    ctx,
    {
      action_type: 'job_cancelled',
      module: 'products',
      details: { jobId: id, type: job.type },
      reference_id: id,
      reference_table: 'jobs',
    },
    { onlyIfChanged: true },
  )
  const cancelled = await applyJobEvent(ctx, job, { kind: 'cancelled' }, [
    activity,
    cancelWaiting(ctx, id),
  ])
  if (cancelled) return
  throw new AppError(
    'conflict',
    'This job has ended, so there is nothing left to cancel. Nothing was changed.',
  )
}
