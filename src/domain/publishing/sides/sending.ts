import * as z from 'zod'
import { sentContent } from '../../products/shop-content.ts'
import { FIELDS } from './fields.ts'

const sentCall = z.object({
  fields: z.array(z.enum(FIELDS)),
  content: sentContent,
  /** What it sets the product's status to. */
  status: z.enum(['ACTIVE', 'UNLISTED', 'DRAFT', 'ARCHIVED']).optional(),
})
/** What a call may have changed at the shop. */
export type SentCall = z.infer<typeof sentCall>

/**
 * Kept before each call that writes. That it is there says that this task has begun to write, and
 * its calls are those whose answer nobody has heard.
 */
const sending = z.object({ taskId: z.string(), calls: z.array(sentCall) })
export type Sending = z.infer<typeof sending>

/** What was kept; undefined where nothing is, or it cannot be read any more. */
export function parseSending(kept: string | null): Sending | undefined {
  if (kept === null) return undefined
  try {
    return sending.safeParse(JSON.parse(kept)).data
  } catch {
    return undefined
  }
}
