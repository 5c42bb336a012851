import type { Context as HonoContext } from 'hono'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { mockupQuery } from '../../domain/mockups/schemas.ts'
import { countStalePairs } from '../../domain/runs/plan-stale.ts'
import { MAX_PAIRS_PER_RUN } from '../../domain/runs/schemas.ts'
import { newId } from '../../ids.ts'
import { lastPosition, PAGE_COUNTED_ROWS } from '../../paging.ts'
import type { PageNotice } from '../../views/layout.tsx'
import type { Refused } from '../../views/mockups/mockup-actions.tsx'
import { MockupPage } from '../../views/mockups/mockup-page.tsx'
import { MockupsPage } from '../../views/mockups/mockups-page.tsx'
import { type MockupFilters, mockupsUrl } from '../../views/mockups/mockups-url.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import type { HubEnv } from '../hub-env.ts'
import { linkThumbnail } from '../respond/link-pictures.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readCredits } from '../respond/read-credits.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 24
const HISTORY_ROWS = 20

const DONE: Record<string, PageNotice> = {
  approved: { tone: 'sage', text: 'Approved. A product can show it now.' },
  rejected: { tone: 'sage', text: 'Rejected. The picture stays, in case you change your mind.' },
  partly: {
    tone: 'amber',
    text: 'Some were not finished, so nothing was decided about them. The others are done.',
  },
  none: { tone: 'amber', text: 'Nothing was chosen. Tick the mockups to decide about.' },
  deleted: { tone: 'sage', text: 'The mockup and its files are deleted.' },
  paid: { tone: 'sage', text: 'It counts as paid. To have the picture, try it again.' },
  again: { tone: 'sage', text: 'It is being tried again.' },
  refunded: { tone: 'sage', text: 'The refund is in the statement.' },
}

export type Shown = {
  status?: 200 | 400 | 409
  notice?: PageNotice
  refused?: Refused
}

/** The filters in the gallery's URL; what cannot be read is left out. */
export function mockupFilters(c: HonoContext<HubEnv>): MockupFilters {
  const read = (name: string) => {
    const value = c.req.query(name)
    return value ? mockupQuery.safeParse({ [name]: value }).data : undefined
  }
  return {
    scene: read('scene')?.scene,
    status: read('status')?.status,
    assetId: read('assetId')?.asset_id,
    stale: read('stale')?.stale ? 'true' : undefined,
    offset: read('offset')?.offset,
    cursor: read('cursor')?.cursor,
    before: read('before')?.before,
  }
}

/** The gallery as the URL asks for it. */
export async function showMockups(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const { assetId, ...filters } = mockupFilters(c)
  const [page, names, credits, artworks, stale] = await Promise.all([
    listMockups(ctx, {
      ...mockupQuery.parse({ ...filters, asset_id: assetId, limit: PAGE_ROWS }),
      counted: PAGE_COUNTED_ROWS,
    }),
    sceneNames(ctx),
    readCredits(ctx),
    findChosenAssets(ctx, assetId ? [assetId] : []),
    countStalePairs(ctx),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    return c.redirect(mockupsUrl({ ...filters, assetId, ...lastPosition(page) }), 303)
  }
  const rows = page.rows.map(async (view) => ({
    ...view,
    thumbnail: await linkThumbnail(ctx, view.picture),
  }))
  return c.html(
    <MockupsPage
      frame={frameOf(c, DONE, shown.notice ? [shown.notice] : [])}
      page={{ ...page, rows: await Promise.all(rows) }}
      filters={{ ...filters, assetId }}
      names={names}
      credits={credits}
      artwork={artworks[0]?.title}
      stale={{ count: stale, most: MAX_PAIRS_PER_RUN }}
      refused={shown.refused}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}

/** One mockup, with its history. */
export async function showMockup(
  c: HonoContext<HubEnv>,
  id: string,
  shown: Shown = {},
): Promise<Response> {
  const { ctx } = c.var
  const [view, history, names, collections] = await Promise.all([
    getMockupView(ctx, id),
    listActivity(ctx, { reference_id: id, limit: HISTORY_ROWS, offset: 0 }),
    sceneNames(ctx),
    listCollections(ctx),
  ])
  const { mockup, asset, picture: row } = view
  const [picture, artwork] = await Promise.all([
    row.file_key ? ctx.files.path(row.file_key) : null,
    linkThumbnail(ctx, asset),
  ])
  const scene = sceneLabel(names, mockup.scene)
  const fileName = encodeURIComponent(`${asset.title}, ${scene}.png`)
  return c.html(
    <MockupPage
      frame={frameOf(c, DONE, shown.notice ? [shown.notice] : [])}
      view={view}
      scene={scene}
      collections={collections}
      links={{ picture, artwork, download: picture && `${picture}&download=${fileName}` }}
      history={history.rows}
      userId={ctx.actor.kind === 'user' ? ctx.actor.userId : null}
      groupId={newId()}
      refused={shown.refused}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}
