import * as z from 'zod'
import { CREDIT_OPERATIONS } from '../../domain/credits/schemas.ts'
import type { UsageEntry } from '../../domain/credits/select-usage.ts'

export const entryAnswer = z.object({
  sequence: z.int(),
  operation: z.enum(CREDIT_OPERATIONS),
  credits: z.int(),
  balance_before: z.int(),
  balance_after: z.int(),
  year: z.int(),
  month: z.int(),
  created_at: z.string(),
  /** What was rendered, where that still exists. */
  mockup_id: z.string().nullable(),
  scene: z.string().nullable(),
  artwork: z.string().nullable(),
  collection: z.string().nullable(),
})

/** An entry of the credit statement as the JSON API shows it. */
export function presentEntry(entry: UsageEntry): z.output<typeof entryAnswer> {
  return entryAnswer.parse(entry)
}
