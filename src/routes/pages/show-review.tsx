import type { Context as HonoContext } from 'hono'
import type * as z from 'zod'
import { listReview, type ReviewItem } from '../../domain/approvals/list-review.ts'
import type { decisionForm } from '../../domain/approvals/schemas.ts'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { canReopenItem } from '../../domain/review/reopen-approval.ts'
import { findRun } from '../../domain/runs/get-run.ts'
import { listRuns } from '../../domain/runs/list-runs.ts'
import { AppError } from '../../errors.ts'
import { searchText, withoutPosition } from '../../paging.ts'
import { ConfirmMatchingPage } from '../../views/approvals/confirm-matching-page.tsx'
import type { ReviewPickers } from '../../views/approvals/review-filters.tsx'
import { ReviewPage } from '../../views/approvals/review-page.tsx'
import type { ShownItem } from '../../views/approvals/review-tile.tsx'
import { reviewWords as words } from '../../views/approvals/words.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { type SceneNames, sceneLabel } from '../../views/mockups/scene-label.ts'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { chosenIds, offer } from './choices.ts'
import { deciderOf } from './decision-toast.ts'
import { type ReadReviewFilters, reviewFilters, toReviewQuery } from './review-filters.ts'
import { sceneNames } from './scene-names.ts'

/** As many as are looked at without turning the page: ten artworks in six rooms. */
const PAGE_ROWS = 60
const OFFERED_RUNS = 25

/** The review page as the URL asks for it, with what came of a press. */
export async function showReview(
  c: HonoContext<HubEnv>,
  press?: { toast: ToastProps; status: 200 | 400 | 404 | 409 },
): Promise<Response> {
  const { ctx } = c.var
  const filters = reviewFilters(c)
  const names = sceneNames(ctx)
  const [page, collections, pickers] = await Promise.all([
    listReview(ctx, toReviewQuery(filters, PAGE_ROWS)),
    listCollections(ctx),
    readPickers(c, filters, names),
  ])
  const known = await names
  const rows = await Promise.all(page.rows.map((row) => toShown(c, row, known)))
  return c.html(
    <ReviewPage
      frame={pageFrame(c, press ? [press.toast] : [])}
      page={{ ...page, rows }}
      filters={filters}
      pickers={pickers}
      collections={collections}
      now={ctx.clock.now()}
    />,
    press?.status ?? 200,
  )
}

/** What would be decided about all that match, by their number and the filters. */
export async function confirmMatching(
  c: HonoContext<HubEnv>,
  { ids, decision, ...why }: z.output<typeof decisionForm>,
): Promise<Response> {
  const { ctx } = c.var
  const filters = reviewFilters(c)
  const [collections, pickers] = await Promise.all([
    listCollections(ctx),
    readPickers(c, filters, sceneNames(ctx)),
  ])
  return c.html(
    <ConfirmMatchingPage
      frame={pageFrame(c)}
      count={ids.length}
      decision={decision}
      why={why}
      filters={withoutPosition(filters)}
      pickers={pickers}
      collections={collections}
    />,
  )
}

/** What the filters offer: the newest, what is searched for, and what is chosen. */
async function readPickers(
  c: HonoContext<HubEnv>,
  { type, run, artwork, scene }: ReadReviewFilters,
  names: Promise<SceneNames>,
): Promise<ReviewPickers> {
  if (type === 'product') return { runs: [], artworks: [], scenes: [], search: undefined }
  const { ctx } = c.var
  const search = searchText.catch('').parse(c.req.query('artwork_search') ?? '') || undefined
  const [runs, chosenRun, assets, scenes] = await Promise.all([
    listRuns(ctx, { limit: OFFERED_RUNS, offset: 0, counted: 0 }),
    run ? findRun(ctx, run).catch(isNotFound) : undefined,
    listAssetChoices(ctx, { chosen: chosenIds(artwork), search }),
    names,
  ])
  const all = offer(
    [chosenRun],
    runs.rows.map((row) => row.run),
  )
  const known = scene && !scenes.has(scene) ? [...scenes.keys(), scene] : [...scenes.keys()]
  return {
    runs: all,
    artworks: offer([], assets).map(({ id, title }) => ({ value: id, label: title })),
    scenes: known.map((key) => ({ value: key, label: sceneLabel(scenes, key) })),
    search,
  }
}

function isNotFound(cause: unknown): undefined {
  if (!(cause instanceof AppError)) throw cause
}

async function toShown(
  c: HonoContext<HubEnv>,
  { subject, scene, is_in_product, ...row }: ReviewItem,
  names: SceneNames,
): Promise<ShownItem> {
  const { ctx } = c.var
  return {
    ...row,
    decided_by: deciderOf(ctx, row),
    can_reopen: canReopenItem(ctx, row) && !is_in_product,
    title: subject?.title ?? words.deleted,
    room: scene ? sceneLabel(names, scene) : null,
    quote_text: subject?.quote_text ?? null,
    width: subject?.width ?? null,
    height: subject?.height ?? null,
    picture: await linkPicture(ctx, subject?.file_key ?? null),
    artwork: await linkPicture(ctx, subject?.artwork_key ?? null),
  }
}
