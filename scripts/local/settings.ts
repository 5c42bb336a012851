import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

const port = (fallback: number) =>
  z.coerce
    .number('must be a port number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(65_535, 'must be 65535 or less')
    .default(fallback)

const environment = z
  .object({ HUB_PORT: port(8787), SANDBOX_PORT: port(8788), HUB_STATE_DIR: z.string().optional() })
  .refine((env) => env.HUB_PORT !== env.SANDBOX_PORT, 'HUB_PORT and SANDBOX_PORT must differ')

/** Where this copy of the project runs and keeps what it must remember. */
export type Settings = ReturnType<typeof readSettings>

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Reads ports and folders. `HUB_STATE_DIR` moves everything that is kept to a folder of its own, so
 * that a test run leaves a developer's data alone. Throws with a sentence when a value is unusable.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env) {
  const parsed = environment.safeParse(env)
  if (!parsed.success) throw new Error(parsed.error.issues.map(sentence).join('\n'))
  const { HUB_PORT, SANDBOX_PORT, HUB_STATE_DIR } = parsed.data
  const own = HUB_STATE_DIR ? resolve(ROOT, HUB_STATE_DIR) : undefined
  return {
    hubPort: HUB_PORT,
    hubUrl: `http://localhost:${HUB_PORT}`,
    sandboxPort: SANDBOX_PORT,
    // The numeric name: the sandbox listens on IPv4 alone, and "localhost" may mean IPv6 first.
    sandboxUrl: `http://127.0.0.1:${SANDBOX_PORT}`,
    hubStateDir: own ? join(own, 'hub') : join(ROOT, '.wrangler/state'),
    sandboxStateDir: own ? join(own, 'sandbox') : join(ROOT, '.sandbox'),
    demoDir: own ? join(own, 'demo') : join(ROOT, '.demo'),
    devVarsFile: own ? join(own, 'dev.vars') : join(ROOT, '.dev.vars'),
  }
}

function sentence(issue: { path: PropertyKey[]; message: string }): string {
  return [...issue.path.map(String), issue.message].join(' ')
}
