import type { Connection } from './connection.ts'
import { readData, type Template, template } from './list-templates.ts'

const CACHE_MS = 10 * 60_000
const MAX_CACHED = 200

export type TemplateCache = Map<string, { template: Template; readAtMs: number }>

const kept = new WeakMap<object, TemplateCache>()

/** The templates read under one environment: they live as long as it does. */
export function templateCacheOf(env: object): TemplateCache {
  const cache: TemplateCache = kept.get(env) ?? new Map()
  kept.set(env, cache)
  return cache
}

/** GET /mockup/{uuid} (singular). Kept for ten minutes an isolate: templates change rarely. */
export async function getTemplate(connection: Connection, uuid: string): Promise<Template> {
  const { templates: cache, now } = connection
  const key = `${connection.apiUrl}\n${connection.apiKey}\n${uuid}`
  const known = cache.get(key)
  if (known && now() - known.readAtMs < CACHE_MS) return known.template
  const found = await readData(connection, `/mockup/${encodeURIComponent(uuid)}`, template)
  if (cache.size >= MAX_CACHED) cache.clear()
  cache.set(key, { template: found, readAtMs: now() })
  return found
}
