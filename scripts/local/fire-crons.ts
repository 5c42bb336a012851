import { readCrons } from './wrangler-toml.ts'

const MINUTE_MS = 60_000
const CALL_TIMEOUT_MS = 55_000
const EVERY_MINUTE = '* * * * *'

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
