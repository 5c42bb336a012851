import { describeRoute, resolver } from 'hono-openapi'
import * as z from 'zod'

type Done = 200 | 201 | 202
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
}

/** What a route answers, for the API document. */
export function answers(shape: z.ZodRawShape, status: Done = 200) {
  return describe({ [status]: z.object(shape) })
}

function describe(answered: Partial<Record<Done, z.ZodType>>) {
  const responses = Object.entries(answered).map(([status, shape]) => {
    const schema = resolver(shape, { options: { io: 'output' } })
    const { [status]: description = '' } = DESCRIPTIONS
    return [status, { description, content: { 'application/json': { schema } } }]
  })
  return describeRoute({ responses: Object.fromEntries(responses) })
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

/**
 * The same for a change, and what a dry run of it answers with 200: `tried` where that is more than
 * what is `done`.
 */
export function answersTrial(done: z.ZodRawShape, tried: z.ZodRawShape = done, status: Done = 200) {
  const changed = z.object({ success: z.literal(true), ...done })
  const found = z.object({ dry_run: z.literal(true), ...tried })
  if (status === 200) return describe({ 200: z.union([changed, found]) })
  return describe({ 200: found, [status]: changed })
}

/** The same for a ZIP of pictures. */
export const answersZip = describeRoute({
  responses: { 200: { description: 'OK', content: { 'application/zip': {} } } },
})

/** The same for what is deleted. */
export const answersDeletion = answers({ success: z.literal(true) })
