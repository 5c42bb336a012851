import { createHubClient } from '../seed/hub-client.ts'
import { followRun, startRun } from './follow-run.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, readCredits, report } from './report.ts'
import { createVendor, type Fault } from './vendor.ts'

const PROBABILITY_EACH = 0.066
const FAULTS: Omit<Fault, 'vendor'>[] = [
  { kind: 'status', value: 500 },
  { kind: 'html_error', value: 502 },
  { kind: 'reset' },
  { kind: 'lost_response' },
  { kind: 'rate_limit', value: 2 },
]

/**
 * A hundred renders with a fault on a third of the calls, two restarts of the hub, and every
 * message sent twice.
 */
export async function turmoil(): Promise<void> {
  const product = await openProduct({ worker: 'test/support/drill/send-twice.ts' })
  try {
    const hub = createHubClient(product.settings.hubUrl, product.key)
    const vendor = createVendor(product.settings)
    const assetIds = await makeArtworks(hub, 20)
    for (const fault of FAULTS) {
      await vendor.fault({ vendor: 'dynamic_mockups', probability: PROBABILITY_EACH, ...fault })
    }
    const taskId = await startRun(hub, assetIds)
    for (const finished of [15, 40]) {
      const state = await followRun(
        hub,
        taskId,
        ({ generated, failed, status }) => generated + failed >= finished || status !== 'running',
      )
      await product.stopHub()
      report('stopped with so many finished', state.generated + state.failed)
      await product.startHub()
    }
    const end = await followRun(hub, taskId)
    const { charged, renders } = await vendor.renders()
    const credits = await readCredits(hub)
    report('generated and failed', `${end.generated} and ${end.failed}`)
    report('calls the vendor received', renders.length)
    report('vendor charged', charged)
    report(
      'ledger spent, in doubt, held',
      `${credits.total_used}, ${credits.suspect}, ${credits.held}`,
    )
    check('every mockup has ended', end.generated + end.failed === 100)
    check(
      'the vendor charged no more than the ledger knows of',
      charged <= credits.total_used + credits.suspect,
    )
    const paid = renders.filter((render) => render.charged > 0).map((render) => render.export_label)
    check('no mockup was charged twice', new Set(paid).size === paid.length)
    check('no credit is held', credits.held === 0)
  } finally {
    await product.close()
  }
}
