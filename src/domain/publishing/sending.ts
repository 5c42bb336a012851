import * as z from 'zod'
import { sentContent } from '../products/shop-content.ts'
import { FIELDS } from './fields.ts'

/**
 * What a task's calls may have changed at the shop, kept before each of them. Without fields its
 * answers are all known; that it stands says that the task has begun to write.
 */
const sending = z.object({
  taskId: z.string(),
  fields: z.array(z.enum(FIELDS)),
  content: sentContent,
  /** What the call sets the product's status to. */
  status: z.enum(['ACTIVE', 'DRAFT', 'ARCHIVED']).optional(),
})
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
