import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { Connection } from './connection.ts'
import { requestJson, vendorMessage } from './request-json.ts'

const TEMPLATES_TIMEOUT_MS = 15_000

const named = z.object({ uuid: z.string(), name: z.string() })
const smartObject = named.extend({
  size: z.object({ width: z.number(), height: z.number() }).partial().nullish(),
})

export const template = named.extend({
  thumbnail: z.string().nullish(),
  smart_objects: z.array(smartObject).default([]),
  text_layers: z.array(named).default([]),
  collections: z.array(named).default([]),
})

export type Template = z.infer<typeof template>
export type TemplateQuery = { page: number; limit: number; category?: string }
export type TemplatePage = { templates: Template[]; total: number; page: number; limit: number }

/** The account's templates. The vendor does not page: page, total and category are made here. */
export async function listTemplates(
  connection: Connection,
  query: TemplateQuery,
): Promise<TemplatePage> {
  const data = await readData(connection, '/mockups?include_all_catalogs=true', z.array(template))
  const wanted = query.category?.toLowerCase()
  const matching = data.filter(
    (each) => !wanted || each.collections.some((c) => c.name.toLowerCase() === wanted),
  )
  const start = (query.page - 1) * query.limit
  return {
    templates: matching.slice(start, start + query.limit),
    total: matching.length,
    page: query.page,
    limit: query.limit,
  }
}

/**
 * `data` of a successful GET; errors carry the vendor's sentence.
 * @throws AppError unavailable when the vendor does not answer, or has a fault
 * @throws AppError rate_limited when it asks to wait
 * @throws AppError forbidden when it refuses the key
 * @throws AppError not_found, and invalid for any other answer: asking again changes nothing
 */
export async function readData<Schema extends z.ZodType>(
  connection: Connection,
  path: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = await requestJson(connection, path, {
    method: 'GET',
    timeoutMs: TEMPLATES_TIMEOUT_MS,
  })
  if (answer.kind === 'none') {
    const sentence = answer.reason === 'timeout' ? 'Request timed out' : 'Request failed: no answer'
    throw new AppError('unavailable', `Dynamic Mockups: ${sentence}`)
  }
  const { status, json } = answer
  const sentence = `Dynamic Mockups: ${vendorMessage(json) ?? `HTTP ${status}`}`
  if (status === 401 || status === 403) {
    throw new AppError('forbidden', sentence.replace(':', ' refused the API key:'))
  }
  if (status === 404) throw new AppError('not_found', sentence)
  if (status === 429) {
    const retryAfterSeconds = Number(answer.headers.get('retry-after')) || undefined
    throw new AppError('rate_limited', sentence, { retryAfterSeconds })
  }
  if (status >= 500) throw new AppError('unavailable', sentence)
  const envelope = z.object({ data: z.unknown() }).safeParse(json)
  const parsed = schema.safeParse(envelope.data?.data)
  if (status === 200 && parsed.success) return parsed.data
  throw new AppError(
    'invalid',
    status === 200 ? 'Dynamic Mockups gave an answer that the hub cannot read' : sentence,
  )
}
