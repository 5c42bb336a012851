import * as z from 'zod'
import { createHubClient } from '../seed/hub-client.ts'
import { followRun, readRun, startRun } from './follow-run.ts'
import { makeArtworks } from './make-artworks.ts'
import { openProduct } from './open-product.ts'
import { check, readCredits, report } from './report.ts'
import { createVendor } from './vendor.ts'

const retries = z.object({ total: z.number() })

/** The vendor answers an error twice in a row on every third pair; the retry queue renders them later. */
export async function refusals(): Promise<void> {
  const product = await openProduct()
  try {
    const hub = createHubClient(product.settings.hubUrl, product.key)
    const vendor = createVendor(product.settings)
    const assetIds = await makeArtworks(hub, 6)
    await vendor.fault({
      vendor: 'dynamic_mockups',
      kind: 'status',
      value: 500,
      every: 3,
      consecutive: 2,
      // Every third of the first thirty: the retries find a vendor that is well again.
      times: 20,
    })
    const taskId = await startRun(hub, assetIds)
    const first = await followRun(hub, taskId)
    const reasons = new Set(first.results.flatMap((result) => result.error ?? []))
    report('generated and failed at first', `${first.generated} and ${first.failed}`)
    report('the reason given', [...reasons].join(' · '))
    check('every third pair failed', first.failed === 10 && first.generated === 20)
    const between = await readCredits(hub)
    check('what failed cost nothing', between.total_used === 20 && between.held === 0)
    check('each failure is in the retry queue', (await hub('/api/retries', retries)).total === 10)
    const last = await followRun(hub, taskId, (state) => state.generated === 30)
    check('after the retry sweep all 30 are there', last.failed === 0)
    const { charged } = await vendor.renders()
    const credits = await readCredits(hub)
    check(
      `vendor and ledger agree on 30 (${charged}, ${credits.total_used})`,
      charged === 30 && credits.total_used === 30,
    )
    check('the run is done', (await readRun(hub, taskId)).status === 'done')
  } finally {
    await product.close()
  }
}
