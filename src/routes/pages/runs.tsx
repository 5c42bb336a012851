import { Hono, type Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import { cancelRun } from '../../domain/runs/cancel-run.ts'
import { getRun, type RunPair, type RunView } from '../../domain/runs/get-run.ts'
import { listRunAssets } from '../../domain/runs/list-run-assets.ts'
import { listPicturedRuns, type PicturedRun } from '../../domain/runs/list-runs.ts'
import { retryRun } from '../../domain/runs/retry-run.ts'
import { runListQuery } from '../../domain/runs/schemas.ts'
import { AppError } from '../../errors.ts'
import { lastPosition, PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { sha256Hex } from '../../sha256.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { urlWith } from '../../views/components/url-with.ts'
import type { MatrixRow, ShownPair } from '../../views/runs/run-matrix.tsx'
import { RunPage } from '../../views/runs/run-page.tsx'
import { RunsPage } from '../../views/runs/runs-page.tsx'
import { runWords } from '../../views/runs/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { linkPicture, linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 25
const PICTURES_SHOWN = 5
const MINUTE_MS = 60_000
const NOT_FOUND = 'Run not found'
export const runsPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const { ctx } = c.var
    const filters = readFilters(c, runListQuery, ['state', ...PAGE_NAMES])
    const page = await listPicturedRuns(
      ctx,
      {
        ...runListQuery.parse({ ...filters, limit: PAGE_ROWS }),
        counted: PAGE_COUNTED_ROWS,
      },
      PICTURES_SHOWN,
    )
    if (page.rows.length === 0 && page.total > 0) {
      return c.redirect(urlWith('/runs', { ...filters, ...lastPosition(page) }), 303)
    }
    const rows = await Promise.all(page.rows.map((row) => linkPictures(ctx, row)))
    return c.html(
      <RunsPage
        frame={pageFrame(c)}
        page={{ ...page, rows }}
        filters={filters}
        now={ctx.clock.now()}
      />,
    )
  })
  .get('/:id', (c) => showRun(c))
  .post('/:id/cancel', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return redirectWith(c, `/runs/${id}`, await tryToCancel(c.var.ctx, id))
  })
  .post('/:id/retry', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return redirectWith(c, `/runs/${id}`, await tryToRetry(c.var.ctx, id))
  })

async function linkPictures(ctx: Context, { pictures, ...row }: PicturedRun) {
  const links = await Promise.all(pictures.map((key) => linkPicture(ctx, key)))
  return { ...row, pictures: links.filter((link) => link !== null) }
}

async function tryToCancel(ctx: Context, id: string): Promise<ToastProps> {
  try {
    return { tone: 'sage', text: runWords.cancelled(await cancelRun(ctx, id)) }
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
    return { tone: 'amber', text: runWords.cancelledTooLate }
  }
}

async function tryToRetry(ctx: Context, id: string): Promise<ToastProps> {
  try {
    return { tone: 'sage', text: runWords.retryingAll(await retryRun(ctx, id)) }
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code === 'not_found') throw cause
    return { tone: cause.code === 'conflict' ? 'amber' : 'red', text: cause.detail }
  }
}

async function showRun(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const id = idParam(c, NOT_FOUND)
  const [view, artworks, names] = await Promise.all([
    getRun(ctx, id),
    listRunAssets(ctx, id),
    sceneNames(ctx),
  ])
  const now = ctx.clock.now()
  const seen = await nameState(view, now)
  // What polls has it already: nothing is made and sent for it.
  if (c.req.header('hx-request') && c.req.query('seen') === seen) return c.body(null, 204)
  const pairs = await linkPairs(ctx, view.pairs, artworks)
  return c.html(
    <RunPage
      frame={pageFrame(c)}
      view={view}
      rows={await toRows(ctx, pairs)}
      pairs={pairs}
      names={names}
      now={now}
      seen={seen}
    />,
  )
}

/** A name for what the page shows of a run: another state has another, and each minute has. */
async function nameState({ run, progress, pairs }: RunView, now: number): Promise<string> {
  const shown = pairs.map(({ mockup, picture, retry }) => [
    mockup.id,
    mockup.status,
    mockup.failure_code,
    mockup.error_message,
    mockup.credits_used,
    picture.thumbnail_key ?? picture.file_key,
    picture.waiting_for,
    picture.next_attempt_at,
    retry,
  ])
  const minute = Math.floor(now / MINUTE_MS)
  return sha256Hex(JSON.stringify([run.cancelled_at, progress, minute, shown]))
}

async function linkPairs(
  ctx: Context,
  pairs: readonly RunPair[],
  artworks: readonly ShownPair['asset'][],
): Promise<ShownPair[]> {
  const byId = new Map(artworks.map((asset) => [asset.id, asset]))
  const shown = pairs.flatMap((pair) => {
    const asset = byId.get(pair.mockup.asset_id)
    if (!asset) return []
    return linkThumbnail(ctx, pair.picture).then((thumbnail) => ({ ...pair, asset, thumbnail }))
  })
  return Promise.all(shown)
}

/** Pairs by artwork, in the order in which the artworks first come. */
async function toRows(ctx: Context, pairs: readonly ShownPair[]): Promise<MatrixRow[]> {
  const rows = [...Map.groupBy(pairs, ({ asset }) => asset.id).values()]
  return Promise.all(
    rows.flatMap((row) => {
      const [first] = row
      if (!first) return []
      const { asset } = first
      const byScene = new Map(row.map((pair) => [pair.mockup.scene, pair]))
      return [
        linkThumbnail(ctx, asset).then((picture) => ({
          asset: { ...asset, picture },
          pairs: byScene,
        })),
      ]
    }),
  )
}
