import { setTimeout as sleep } from 'node:timers/promises'
import { createHubClient, type HubClient } from '../seed/hub-client.ts'
import { readRun, startRun } from './follow-run.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, report } from './report.ts'
import { startSteadyVendor } from './steady-vendor.ts'

const MILLISECONDS = 1_000
const POLL_MS = 100
const LANES = 5
/** A burst of 20 and 4.6 calls a second: the last of a hundred calls can start no earlier. */
const RATE_BOUND_MS = ((100 - 20) / 4.6) * MILLISECONDS
const ROUNDS = 3

/** A run of 100 against what five lanes of its vendor could do, three times. */
export async function pace(): Promise<void> {
  const vendor = await startSteadyVendor()
  const product = await openProduct({ vars: vendor.vars })
  try {
    const hub = createHubClient(product.settings.hubUrl, product.key)
    const ratios: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const assetIds = await makeArtworks(hub, 20, round)
      vendor.clear()
      const tookMs = await timeRun(hub, assetIds)
      const { busyMs, calls, mostAtOnce } = vendor.seen()
      check(`the vendor was called 100 times (${calls})`, calls === 100)
      const boundMs = Math.max(busyMs / LANES, RATE_BOUND_MS)
      ratios.push(tookMs / boundMs)
      const [took, bound] = [tookMs, boundMs].map((ms) => (ms / MILLISECONDS).toFixed(1))
      report('seconds, and what five lanes could do', `${took}, ${bound}`)
      report('in flight on average, and at most', `${(busyMs / tookMs).toFixed(1)}, ${mostAtOnce}`)
      // The limiter's burst is whole again.
      await sleep(6 * MILLISECONDS)
    }
    report('ratio, median', (ratios.toSorted((one, other) => one - other)[1] ?? 0).toFixed(2))
  } finally {
    await product.close()
    await vendor.close()
  }
}

async function timeRun(hub: HubClient, assetIds: string[]): Promise<number> {
  const began = Date.now()
  const taskId = await startRun(hub, assetIds)
  for (;;) {
    const { status, generated } = await readRun(hub, taskId)
    if (status !== 'running') {
      check(`100 were generated (${generated})`, generated === 100)
      return Date.now() - began
    }
    await sleep(POLL_MS)
  }
}
