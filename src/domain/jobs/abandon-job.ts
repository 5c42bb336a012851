import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { jobItems } from '../../db/schema/jobs.ts'
import { failItems } from './advance-job.ts'
import { applyJobEvent, findJob } from './job.ts'
import { MAX_JOB_ITEMS } from './start-job.ts'

const NOT_DONE =
  'Haven Hub could not do this, although it tried for several minutes. Nothing was changed here. Retry it.'

/** A job whose message failed at every delivery ends: what waits has failed, and can be retried. */
export async function abandonJob(ctx: Context, { jobId }: { jobId: string }): Promise<void> {
  const job = await findJob(ctx, jobId)
  if (job?.state !== 'running') return
  const waiting = await ctx.db
    .select({ n: jobItems.n })
    .from(jobItems)
    .where(
      and(
        eq(jobItems.user_id, ctx.userId),
        eq(jobItems.job_id, jobId),
        sql`${jobItems.state} = 'waiting'`,
      ),
    )
    .limit(MAX_JOB_ITEMS)
  await failItems(ctx, job, waiting, NOT_DONE)
  await applyJobEvent(ctx, job, { kind: 'ended' })
}
