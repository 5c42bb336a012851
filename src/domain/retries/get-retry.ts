import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { type RetryRow, retryQueue } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'

/**
 * One row of the user's retry queue.
 * @throws AppError not_found
 */
export async function getRetry(ctx: Context, id: string): Promise<RetryRow> {
  const row = await ctx.db
    .select()
    .from(retryQueue)
    .where(and(eq(retryQueue.user_id, ctx.userId), eq(retryQueue.id, id)))
    .get()
  if (!row) throw new AppError('not_found', 'Retry not found')
  return row
}

const payload = z.object({ mockup_id: z.string() })

/** The mockup or product that people know failed work by. */
export function referenceOf(row: Pick<RetryRow, 'operation_type' | 'subject_id' | 'payload'>) {
  if (row.operation_type === 'product_publish') {
    return { reference_id: row.subject_id, reference_table: 'products' }
  }
  const known = payload.safeParse(row.payload)
  return { reference_id: known.data?.mockup_id ?? row.subject_id, reference_table: 'mockups' }
}
