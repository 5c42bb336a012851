import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { MAX_PAIRS_PER_RUN } from '../mockups/schemas.ts'
import { renderAgain } from '../rendering/render-again.ts'
import { findRun } from './get-run.ts'
import { isRetriedWithOthers } from './run-progress.ts'

/**
 * Tries the failed mockups of a run again, those that are tried together: free where a picture is
 * there already, else with a new credit each, for all or none. Returns how many there were.
 * @throws AppError not_found
 * @throws AppError conflict where none has failed in such a way
 * @throws AppError insufficient_credits; then nothing has changed
 */
export async function retryRun(ctx: Context, runId: string): Promise<number> {
  const failed = await ctx.db
    .select({ id: mockups.id, failure_code: mockups.failure_code })
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        eq(mockups.run_id, runId),
        sql`+${mockups.status} = 'failed'`,
      ),
    )
    .limit(MAX_PAIRS_PER_RUN)
  const ids = failed.flatMap(({ id, failure_code }) =>
    isRetriedWithOthers(failure_code) ? [id] : [],
  )
  if (ids.length === 0) {
    await findRun(ctx, runId)
    throw new AppError('conflict', 'No mockup of this run has failed. Nothing was changed.')
  }
  await renderAgain(ctx, ids, 'asked', ids)
  return ids.length
}
