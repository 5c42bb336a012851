import * as z from 'zod'
import type { RetryRow } from '../../db/schema/desk.ts'
import { RETRY_OPERATIONS, RETRY_STATUSES } from '../../domain/retries/schemas.ts'

export const retryAnswer = z.object({
  id: z.string(),
  operation_type: z.enum(RETRY_OPERATIONS),
  subject_id: z.string(),
  payload: z.record(z.string(), z.unknown()),
  error: z.string(),
  permanent: z.boolean(),
  attempts: z.int(),
  max_attempts: z.int(),
  next_attempt_at: z.string().nullable(),
  status: z.enum(RETRY_STATUSES),
  reference_id: z.string().nullable(),
  reference_table: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** A retry as the JSON API shows it. */
export function presentRetry(row: RetryRow): z.output<typeof retryAnswer> {
  return retryAnswer.parse(row)
}
