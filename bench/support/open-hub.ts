import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { ROOT } from '../../scripts/local/settings.ts'
import type { Bundle } from './bundle.ts'

const SECRETS = {
  AUTH_SECRET: 'bench-auth-secret-0123456789abcdef0123456789',
  CREDENTIALS_SECRET: 'bench-credentials-secret-0123456789abcdef',
  LINKS_SECRET: 'bench-links-secret-0123456789abcdef0123456',
}

export type HubOptions = {
  bundle: Bundle
  /** Where its data are kept. */
  stateDir: string
  variables?: Record<string, string>
  /** Where the runtime can be looked into; 0 takes any free port. */
  inspectorPort?: number
  /** Whether the storage of objects may be written from outside. */
  inspects?: boolean
  /** Without consumers messages stay in their queues. */
  consumers?: boolean
}

/** The hub in the local runtime, without limit on the calls of a key. */
function handleStructuredLogs({ level, message }: { level: string; message: string }): void {
  if (level === 'error' || level === 'warn') console.error(message)
}

export async function openHub({
  bundle,
  stateDir,
  variables = {},
  consumers = true,
  inspects = false,
  inspectorPort,
}: HubOptions) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(join(ROOT, 'wrangler.toml'))
  const { modulesRules, ratelimits, ...options } = workerOptions
  const worker = {
    ...options,
    name: 'hub',
    ...(consumers ? {} : { queueConsumers: {} }),
    modules: [{ type: 'ESModule' as const, path: 'hub.js', contents: bundle.script }],
    bindings: { ...(options.bindings ?? {}), SIGN_UP: 'open', ...SECRETS, ...variables },
  }
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      handleStructuredLogs,
      unsafeInspectDurableObjects: inspects,
      inspectorPort,
      workers: [worker],
    }),
  )
  const url = (await miniflare.ready).origin
  return {
    url,
    database: await miniflare.getD1Database('DB'),
    miniflare,
    close: () => miniflare.dispose(),
  }
}

export type Hub = Awaited<ReturnType<typeof openHub>>
