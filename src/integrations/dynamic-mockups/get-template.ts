import type { Connection } from './connection.ts'
import { readData, type Template, template } from './list-templates.ts'

const CACHE_MS = 10 * 60_000
const MAX_CACHED = 200

export type TemplateCache = Map<string, { template: Template; readAtMs: number }>

const caches = new WeakMap<object, TemplateCache>()

/** The templates an isolate keeps, by its environment. */
export function templateCacheOf(env: object): TemplateCache {
  const known = caches.get(env) ?? new Map()
  caches.set(env, known)
  return known
}

/**
 * GET /mockup/{uuid} (singular). Kept for ten minutes an isolate: templates change rarely. `fresh`
 * passes over what is kept. Errors as of `readData`.
 */
export async function getTemplate(
  connection: Connection,
  uuid: string,
  { fresh = false } = {},
): Promise<Template> {
  const { templates, now } = connection
  const key = `${connection.apiUrl}\n${connection.apiKey}\n${uuid}`
  const known = templates.get(key)
  if (!fresh && known && now() - known.readAtMs < CACHE_MS) return known.template
  const found = await readData(connection, `/mockup/${encodeURIComponent(uuid)}`, template)
  if (templates.size >= MAX_CACHED) templates.clear()
  templates.set(key, { template: found, readAtMs: now() })
  return found
}
