import * as z from 'zod'
import { startSandbox } from './server.ts'

const port = z.coerce.number().int().min(1).max(65_535)
const environment = z.object({
  SANDBOX_PORT: port.default(8788),
  HUB_PORT: port.default(8787),
  SANDBOX_STATE_DIR: z.string().min(1).default('.sandbox'),
  SANDBOX_LOG: z.enum(['quiet', 'calls']).default('quiet'),
})

const parsed = environment.safeParse(process.env)
if (!parsed.success) {
  console.error(`The sandbox's settings are wrong.\n${z.prettifyError(parsed.error)}`)
  process.exit(1)
}
const { SANDBOX_PORT, HUB_PORT, SANDBOX_STATE_DIR, SANDBOX_LOG } = parsed.data

const sandbox = await startSandbox({
  port: SANDBOX_PORT,
  stateDir: SANDBOX_STATE_DIR,
  hubUrl: `http://127.0.0.1:${HUB_PORT}`,
  log: SANDBOX_LOG === 'calls' ? console.log : undefined,
}).catch((error: unknown) => {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  console.error(
    isTaken
      ? `Port ${SANDBOX_PORT} is taken. Stop what uses it, or set SANDBOX_PORT to another port.`
      : error,
  )
  process.exit(1)
})
console.log(`Sandbox ready: ${sandbox.url}/__sandbox`)

const stop = async () => {
  await sandbox.close()
  process.exit(0)
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
