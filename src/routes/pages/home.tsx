import { Hono, type Context as HonoContext } from 'hono'
import { countApprovals } from '../../domain/approvals/count-approvals.ts'
import { listAssets } from '../../domain/assets/list-assets.ts'
import { countMockups } from '../../domain/mockups/count-mockups.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { countProducts } from '../../domain/products/count-products.ts'
import { countRetries } from '../../domain/retries/count-retries.ts'
import { listRuns } from '../../domain/runs/list-runs.ts'
import { HomePage, type HomePageProps } from '../../views/home/home-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readCredits } from '../respond/read-credits.ts'
import { sceneNames } from './scene-names.ts'

const RUNS_SHOWN = 4
const MOCKUPS_SHOWN = 8

export const homePages = new Hono<HubEnv>().get('/', (c) => showHome(c))

async function showHome(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const [credits, assets, mockups, approvals, retries, products, runs, latest, names] =
    await Promise.all([
      readCredits(ctx),
      listAssets(ctx, { limit: 1, offset: 0 }),
      countMockups(ctx),
      countApprovals(ctx),
      countRetries(ctx),
      countProducts(ctx),
      listRuns(ctx, { limit: RUNS_SHOWN, offset: 0 }),
      listMockups(ctx, { limit: MOCKUPS_SHOWN, offset: 0 }),
      sceneNames(ctx),
    ])
  const shown = latest.rows.map(async (view) => ({
    ...view,
    thumbnail: await linkThumbnail(ctx, view.picture),
  }))
  const props: HomePageProps = {
    frame: frameOf(c, {}),
    credits,
    steps: {
      uploaded: assets.total > 0,
      generated: runs.total > 0,
      approved: mockups.approved > 0,
      product: Object.values(products).some((n) => n > 0),
    },
    mockups,
    approvals: approvals.pending,
    retries: { waiting: retries.waiting + retries.running, exhausted: retries.exhausted },
    products,
    runs: runs.rows,
    latest: await Promise.all(shown),
    names,
    now: ctx.clock.now(),
  }
  return c.html(<HomePage {...props} />)
}
