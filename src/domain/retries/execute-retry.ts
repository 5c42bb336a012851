import type { Context } from '../../context.ts'
import type { RetryRow } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'

/** Starts the work that a row of the retry queue stands for. */
export async function executeRetry(_ctx: Context, row: RetryRow): Promise<void> {
  throw new AppError('unavailable', `Nothing can run ${row.operation_type} yet`)
}
