import { Hono, type Context as HonoContext } from 'hono'
import { listLatestMockups } from '../../domain/mockups/list-mockups.ts'
import { readOverview } from '../../domain/overview/read-overview.ts'
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
  const [credits, figures, around, runs, latest, names] = await Promise.all([
    readCredits(ctx),
    readOverview(ctx),
    c.var.layoutData(),
    listRuns(ctx, { limit: RUNS_SHOWN, offset: 0, counted: RUNS_SHOWN }),
    listLatestMockups(ctx, MOCKUPS_SHOWN),
    sceneNames(ctx),
  ])
  const shown = latest.map(async (view) => ({
    ...view,
    thumbnail: await linkThumbnail(ctx, view.picture),
  }))
  const props: HomePageProps = {
    frame: frameOf(c, {}),
    credits,
    steps: {
      uploaded: figures.uploaded,
      generated: figures.generated,
      approved: figures.mockups.approved > 0,
      product: Object.values(figures.products).some((n) => n > 0),
    },
    mockups: figures.mockups,
    approvals: around.approvals,
    retries: figures.retries,
    products: figures.products,
    runs: runs.rows,
    latest: await Promise.all(shown),
    names,
    now: ctx.clock.now(),
  }
  return c.html(<HomePage {...props} />)
}
