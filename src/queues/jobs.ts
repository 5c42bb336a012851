import type { Context } from '../context.ts'
import { works } from '../domain/bulk/works.ts'
import { advanceJob } from '../domain/jobs/advance-job.ts'
import type { JobMessage } from './messages.ts'

/** A part of a job; what is delivered twice is done once. */
export async function consumeJob(ctx: Context, { jobId }: JobMessage): Promise<void> {
  const items = await advanceJob(ctx, jobId, works)
  ctx.log.info('job', { job: jobId, items })
}
