import { setTimeout as sleep } from 'node:timers/promises'
import { PICTURES } from './hundred.ts'
import type { EmptyHub } from './open-empty.ts'

const POLL_MS = 100
const TIMEOUT_MS = 60_000
/** Messages that are delivered a second time end quickly, and after the last report. */
const QUIET_MS = 2_000

/** Waits until the ledger has reported all it has posted, and a moment longer. */
export async function untilReported(hub: EmptyHub): Promise<void> {
  const deadline = performance.now() + TIMEOUT_MS
  const query = hub.database.prepare('SELECT count(*) AS n FROM mockup_credit_usage')
  while (((await query.first<number>('n')) ?? 0) < PICTURES) {
    if (performance.now() > deadline) throw new Error('The ledger has not reported in a minute')
    await sleep(POLL_MS)
  }
  await sleep(QUIET_MS)
}
