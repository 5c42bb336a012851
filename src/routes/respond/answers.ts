import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'

const DESCRIPTIONS = { 200: 'OK', 201: 'Created', 202: 'Accepted' } as const
type Done = keyof typeof DESCRIPTIONS

/** What a route answers, for the API document. */
export function answers(shape: z.ZodRawShape, status: Done = 200) {
  const schema = resolver(z.object(shape), { options: { io: 'output' } })
  const content = { 'application/json': { schema } }
  return describeRoute({ responses: { [status]: { description: DESCRIPTIONS[status], content } } })
}

/** The same for a list, as `respondList` answers it. */
export function answersList(plural: string, row: z.ZodType) {
  return answers({
    [plural]: z.array(row),
    total: z.int(),
    total_at_least: z.literal(true).optional(),
    limit: z.int(),
    offset: z.int(),
    next_cursor: z.string().optional(),
  })
}

/** The same for a change of one row. */
export function answersChange(singular: string, row: z.ZodType, status: Done = 200) {
  return answers({ success: z.literal(true), [singular]: row }, status)
}

/** The same for what `?dry_run=true` answers in place of doing it. */
export function answersDryRun(shape: z.ZodRawShape) {
  return answers({ dry_run: z.literal(true), ...shape })
}

/** The same for what is deleted. */
export const answersDeletion = answers({ success: z.literal(true) })
