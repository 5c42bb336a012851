import { createHubClient } from '../seed/hub-client.ts'
import { followRun, startRun } from './follow-run.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, readCredits, report } from './report.ts'
import { createVendor } from './vendor.ts'

const MILLISECONDS = 1_000

/** The hub is stopped during a hundred renders and started again. */
export async function restart(): Promise<void> {
  const product = await openProduct()
  try {
    const hub = createHubClient(product.settings.hubUrl, product.key)
    const vendor = createVendor(product.settings)
    const assetIds = await makeArtworks(hub, 20)
    const taskId = await startRun(hub, assetIds)
    const before = await followRun(hub, taskId, (state) => state.generated >= 30)
    await product.stopHub()
    report('stopped with so many finished', before.generated)
    await product.startHub()
    const began = Date.now()
    const end = await followRun(hub, taskId)
    report(
      'done so many seconds after the restart',
      ((Date.now() - began) / MILLISECONDS).toFixed(0),
    )
    report('generated and failed', `${end.generated} and ${end.failed}`)
    for (const { error, failure_code } of end.results) {
      if (error) report(`failed as ${failure_code}`, error)
    }
    const { charged, renders } = await vendor.renders()
    const paid = renders.filter((render) => render.charged > 0).map((render) => render.export_label)
    const credits = await readCredits(hub)
    check('every mockup has ended', end.generated + end.failed === 100)
    check('no mockup was charged twice', new Set(paid).size === paid.length)
    check(
      `the vendor charged no more than the ledger knows of (${charged} ≤ ${credits.total_used} + ${credits.suspect})`,
      charged <= credits.total_used + credits.suspect,
    )
    check('no credit is held', credits.held === 0)
  } finally {
    await product.close()
  }
}
