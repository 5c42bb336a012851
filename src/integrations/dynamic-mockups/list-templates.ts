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

/** `data` of a successful GET. Ends in `unavailable`, `forbidden` (the key) or `not_found` with the vendor's sentence. */
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
  const sentence = vendorMessage(answer.json) ?? `HTTP ${answer.status}`
  if (answer.status === 401 || answer.status === 403) {
    throw new AppError('forbidden', `Dynamic Mockups refused the API key: ${sentence}`)
  }
  if (answer.status === 404) throw new AppError('not_found', `Dynamic Mockups: ${sentence}`)
  const envelope = z.object({ data: z.unknown() }).safeParse(answer.json)
  const parsed = schema.safeParse(envelope.data?.data)
  if (answer.status !== 200 || !parsed.success) {
    throw new AppError('unavailable', `Dynamic Mockups: ${sentence}`)
  }
  return parsed.data
}
