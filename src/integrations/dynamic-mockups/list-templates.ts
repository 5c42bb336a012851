import * as z from 'zod'
import { AppError } from '../../errors.ts'
import type { Connection } from './connection.ts'
import { requestJson, vendorMessage } from './request-json.ts'
import { codeOf } from './vendor-error.ts'

const TEMPLATES_TIMEOUT_MS = 15_000
/** More than anybody chooses from; what is beyond is counted. */
const MAX_TEMPLATES = 1_000
/** A wall of many frames has many; a scene may fill any of them. */
const MAX_LAYERS = 200
const MAX_COLLECTIONS = 20
const MAX_ID_CHARACTERS = 100
const MAX_NAME_CHARACTERS = 200
const MAX_URL_CHARACTERS = 2_000
/** As wide as a thumbnail of ours is: a larger one is only longer on its way. */
const THUMBNAIL_WIDTH_PIXELS = 480

const id = z.string().min(1).max(MAX_ID_CHARACTERS)
const named = z.object({ uuid: id, name: z.string().nullish() }).transform(({ uuid, name }) => ({
  uuid,
  name: name?.trim().slice(0, MAX_NAME_CHARACTERS) || uuid,
}))
const side = z.number().positive()
const smartObject = z.intersection(
  named,
  z.object({ size: z.object({ width: side, height: side }).nullish().catch(null) }),
)
const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(MAX_URL_CHARACTERS)
  .nullish()
  .catch(null)
const thumbnails = z
  .array(z.object({ width: z.number(), url: webUrl }))
  .nullish()
  .catch(null)

/** The entries that can be read, at most so many: nulls and odd ones are left out. */
function readable<Schema extends z.ZodType>(schema: Schema, most: number) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((entries) =>
      (entries ?? [])
        .flatMap((entry) => {
          const { success, data } = schema.safeParse(entry)
          return success ? [data] : []
        })
        .slice(0, most),
    )
}

/** A template as the vendor describes it; what is null there is empty here. */
export const template = z.intersection(
  named,
  z
    .object({
      thumbnail: webUrl,
      thumbnails,
      smart_objects: readable(smartObject, MAX_LAYERS),
      text_layers: readable(named, MAX_LAYERS),
      collections: readable(named, MAX_COLLECTIONS),
    })
    .transform(({ thumbnail, thumbnails, ...rest }) => ({
      ...rest,
      thumbnail: smallestOf(thumbnails ?? []) ?? thumbnail ?? null,
    })),
)

export type Template = z.output<typeof template>
export type TemplateQuery = { page: number; limit: number; category?: string }
export type TemplatePage = { templates: Template[]; total: number; page: number; limit: number }
/** `skipped`: entries that cannot be read; `omitted`: how many were beyond the first thousand. */
export type TemplateReading = { templates: Template[]; skipped: number; omitted: number }

/**
 * All templates of the account, in every catalogue, at most 1,000: one call, which costs nothing.
 * Errors as of `readData`.
 */
export async function readTemplates(connection: Connection): Promise<TemplateReading> {
  const path = '/mockups?include_all_catalogs=true'
  const entries = await readData(connection, path, z.array(z.unknown()))
  const known = new Map<string, Template>()
  let skipped = 0
  for (const entry of entries) {
    const { success, data } = template.safeParse(entry)
    if (success) known.set(data.uuid, data)
    else skipped += 1
  }
  const templates = [...known.values()]
  const omitted = Math.max(0, templates.length - MAX_TEMPLATES)
  return { templates: templates.slice(0, MAX_TEMPLATES), skipped, omitted }
}

/** The account's templates. The vendor does not page: page, total and category are made here. */
export async function listTemplates(
  connection: Connection,
  query: TemplateQuery,
): Promise<TemplatePage> {
  const { templates } = await readTemplates(connection)
  const wanted = query.category?.toLowerCase()
  const matching = templates.filter(
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

/** The link of the smallest picture that is large enough, if there is one. */
function smallestOf(pictures: readonly { width: number; url?: string | null | undefined }[]) {
  const [best] = pictures
    .filter(({ width, url }) => url && width >= THUMBNAIL_WIDTH_PIXELS)
    .sort((one, other) => one.width - other.width)
  return best?.url
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
    throw answer.reason === 'timeout'
      ? noAnswer('Request timed out', { error_status: 408, error_code: 'TIMEOUT' })
      : noAnswer('Request failed: no answer', { error_code: 'UNKNOWN' })
  }
  const { status, json } = answer
  const message = vendorMessage(json)
  const sentence = `Dynamic Mockups: ${message ?? `HTTP ${status}`}`
  const extra = { error_status: status, error_code: codeOf(status, message) }
  if (status === 401 || status === 403) {
    throw new AppError('forbidden', sentence.replace(':', ' refused the API key:'), { extra })
  }
  if (status === 404) throw new AppError('not_found', sentence, { extra })
  if (status === 429) {
    const retryAfterSeconds = Number(answer.headers.get('retry-after')) || undefined
    throw new AppError('rate_limited', sentence, { retryAfterSeconds, extra })
  }
  if (status >= 500) throw new AppError('unavailable', sentence, { extra })
  const envelope = z.object({ data: z.unknown() }).safeParse(json)
  const parsed = schema.safeParse(envelope.data?.data)
  if (status === 200 && parsed.success) return parsed.data
  throw new AppError(
    'invalid',
    status === 200 ? 'Dynamic Mockups sent a response that Haven Hub cannot read' : sentence,
    { extra },
  )
}

function noAnswer(sentence: string, extra: Record<string, unknown>): AppError {
  return new AppError('unavailable', `Dynamic Mockups: ${sentence}`, { extra })
}
