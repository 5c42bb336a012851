import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ROOT } from './settings.ts'

const MINUTE_MS = 60_000
const CALL_TIMEOUT_MS = 55_000
const EVERY_MINUTE = '* * * * *'

const expressions = z.array(z.string().min(1)).min(1)

/** The cron expressions of the Worker, as its configuration names them. */
export function readCrons(): string[] {
  const text = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
  const list = /^crons\s*=\s*(\[[^\]]*\])/m.exec(text)?.[1]
  return expressions.parse(JSON.parse(list ?? '[]'))
}

/**
 * Does what the platform's clock does in production, since the local runtime has none: all
 * triggers at the start, a laptop being off at night, and then the one of each minute.
 */
export function fireCrons(hubUrl: string): { stop: () => void } {
  const crons = readCrons()
  void fireAll(hubUrl, crons)
  const minutely = crons.filter((cron) => cron === EVERY_MINUTE)
  const timer = setInterval(() => void fireAll(hubUrl, minutely), MINUTE_MS)
  return { stop: () => clearInterval(timer) }
}

async function fireAll(hubUrl: string, crons: string[]): Promise<void> {
  for (const cron of crons) {
    const query = new URLSearchParams({ cron })
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS)
    // A hub that is being rebuilt answers late or not at all; the next minute comes.
    await fetch(`${hubUrl}/cdn-cgi/handler/scheduled?${query}`, { signal }).catch(() => undefined)
  }
}
