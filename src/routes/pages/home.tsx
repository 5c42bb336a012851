import { Hono, type Context as HonoContext } from 'hono'
import { listOldestToReview } from '../../domain/approvals/list-oldest-to-review.ts'
import { listLatestMockups } from '../../domain/mockups/list-mockups.ts'
import { listUnpublished } from '../../domain/overview/list-unpublished.ts'
import { readOverview } from '../../domain/overview/read-overview.ts'
import { listRuns, type RunSummary } from '../../domain/runs/list-runs.ts'
import { effectiveMode } from '../../domain/settings/effective-mode.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import type { StoredSettings } from '../../domain/settings/schemas.ts'
import { HomePage } from '../../views/home/home-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail, linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readCredits } from '../respond/read-credits.ts'
import { sceneNames } from './scene-names.ts'

const RUNS_SHOWN = 4
/** One row each. */
const TO_REVIEW_SHOWN = 6
const MOCKUPS_SHOWN = 6
const UNPUBLISHED_SHOWN = 5

export const homePages = new Hono<HubEnv>().get('/', (c) => showHome(c))

async function showHome(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const [credits, overview, around, runs, toReview, latest, unpublished, names, settings] =
    await Promise.all([
      readCredits(ctx),
      readOverview(ctx),
      c.var.layoutData(),
      listRuns(ctx, { limit: RUNS_SHOWN, offset: 0, counted: RUNS_SHOWN }),
      listOldestToReview(ctx, TO_REVIEW_SHOWN),
      listLatestMockups(ctx, MOCKUPS_SHOWN),
      listUnpublished(ctx, UNPUBLISHED_SHOWN),
      sceneNames(ctx),
      getSettings(ctx),
    ])
  const [items, shown] = await Promise.all([
    Promise.all(
      toReview.map(async (item) => ({ ...item, picture: await linkThumbnail(ctx, item) })),
    ),
    linkThumbnails(ctx, latest),
  ])
  return c.html(
    <HomePage
      frame={pageFrame(c)}
      credits={credits}
      overview={overview}
      problems={{
        failedRenders: overview.failedRenders,
        failedPublishes: around.failed_publishes,
        unconfirmed: around.suspects,
        productsToReview: overview.productsToReview,
        retrying: around.retrying,
      }}
      review={{
        items,
        waiting: around.approvals,
        room: TO_REVIEW_SHOWN,
        expected: isReviewExpected(runs.rows, settings),
      }}
      unpublished={unpublished}
      runs={runs.rows}
      latest={shown}
      names={names}
      now={ctx.clock.now()}
    />,
  )
}

/** Whether mockups are on their way that will wait for a decision. */
function isReviewExpected(runs: readonly RunSummary[], settings: StoredSettings): boolean {
  if (effectiveMode(settings, 'mockups') === 'autopilot') return false
  return runs.some(({ run, progress }) => progress.status === 'running' && !run.skip_approval)
}
