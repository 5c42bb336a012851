import { createHubClient } from '../seed/hub-client.ts'
import { followRun, startRun } from './follow-run.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, readCredits, report } from './report.ts'
import { createVendor } from './vendor.ts'

const MILLISECONDS = 1_000
// The sandbox takes 0.3 to 1.5 s a render, evenly spread.
const MEAN_RENDER_SECONDS = 0.9

/** Twenty artworks in five rooms with one request. */
export async function hundred(): Promise<void> {
  const product = await openProduct()
  try {
    const hub = createHubClient(product.settings.hubUrl, product.key)
    const vendor = createVendor(product.settings)
    const assetIds = await makeArtworks(hub, 20)
    const began = Date.now()
    const end = await followRun(hub, await startRun(hub, assetIds))
    report('the run took, in seconds', ((Date.now() - began) / MILLISECONDS).toFixed(1))
    report('one after another it would take about', (100 * MEAN_RENDER_SECONDS).toFixed(0))
    const { charged } = await vendor.renders()
    const credits = await readCredits(hub)
    check('100 mockups were generated, none failed', end.generated === 100 && end.failed === 0)
    check(`the vendor charged 100 (${charged})`, charged === 100)
    check(`the ledger spent 100 (${credits.total_used})`, credits.total_used === 100)
    check('no credit is held or in doubt', credits.held + credits.suspect === 0)
  } finally {
    await product.close()
  }
}
