import { join } from 'node:path'
import { Miniflare } from 'miniflare'
import type { Settings } from './settings.ts'
import { readDatabaseId } from './wrangler-toml.ts'

export type LocalDatabase = Awaited<ReturnType<Miniflare['getD1Database']>>

const EMPTY_WORKER = {
  mainModule: 'empty.mjs',
  modules: { 'empty.mjs': { type: 'esm', contents: 'export default {}' } },
} as const

/** Opens the database that the local runtime will use, in a runtime without the Worker. */
export async function withDatabase<T>(
  settings: Settings,
  work: (database: LocalDatabase) => Promise<T>,
): Promise<T> {
  const env = { DB: { type: 'd1', id: readDatabaseId() } } as const
  const config = { name: 'set-up', compatibilityDate: '2026-10-20', manifest: EMPTY_WORKER, env }
  const miniflare = new Miniflare({
    // Where `wrangler dev --persist-to` keeps it.
    resourcePersistencePath: join(settings.hubStateDir, 'v3'),
    workers: [{ config }],
  })
  try {
    return await work(await miniflare.getD1Database('DB'))
  } finally {
    await miniflare.dispose()
  }
}
