import type { Context } from '../../context.ts'
import type { RetryRow } from '../../db/schema/desk.ts'
import { resumePublishing } from '../publishing/resume-publishing.ts'
import { retryMockup } from '../rendering/retry-mockup.ts'

/** Starts the work that a row of the retry queue stands for. */
export async function executeRetry(ctx: Context, row: RetryRow): Promise<void> {
  switch (row.operation_type) {
    case 'mockup_generation':
      return retryMockup(ctx, row.subject_id)
    case 'product_publish':
      return resumePublishing(ctx, row.subject_id)
  }
}
