import type { Context as HonoContext } from 'hono'
import { listActivity } from '../../domain/activity/list-activity.ts'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { findMockupUses } from '../../domain/mockups/find-uses.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { mockupQuery } from '../../domain/mockups/schemas.ts'
import { countStalePairs } from '../../domain/runs/plan-stale.ts'
import { MAX_PAIRS_PER_RUN } from '../../domain/runs/schemas.ts'
import { newId } from '../../ids.ts'
import { lastPosition } from '../../paging.ts'
import { MAX_SELECTED } from '../../selection.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { Refused } from '../../views/mockups/mockup-actions.tsx'
import { MockupPage } from '../../views/mockups/mockup-page.tsx'
import { MockupsPage } from '../../views/mockups/mockups-page.tsx'
import { mockupsUrl } from '../../views/mockups/mockups-url.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture, linkThumbnail, linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { findPlace, mockupFilters } from './mockup-place.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 24
const HISTORY_ROWS = 20

export type Shown = {
  status?: 200 | 400 | 409
  toast?: ToastProps
  refused?: Refused
}

/** The gallery as the URL asks for it. */
export async function showMockups(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const { assetId, ...filters } = mockupFilters(c)
  const [page, names, artworks, stale] = await Promise.all([
    listMockups(ctx, {
      ...mockupQuery.parse({ ...filters, asset_id: assetId, limit: PAGE_ROWS }),
      counted: MAX_SELECTED,
    }),
    sceneNames(ctx),
    findChosenAssets(ctx, assetId ? [assetId] : []),
    countStalePairs(ctx),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    return c.redirect(mockupsUrl({ ...filters, assetId, ...lastPosition(page) }), 303)
  }
  return c.html(
    <MockupsPage
      frame={pageFrame(c, shown.toast ? [shown.toast] : [])}
      page={{ ...page, rows: await linkThumbnails(ctx, page.rows) }}
      filters={{ ...filters, assetId }}
      names={names}
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
  const [view, uses, place, history, names, collections] = await Promise.all([
    getMockupView(ctx, id),
    findMockupUses(ctx, id),
    findPlace(c, id),
    listActivity(ctx, { reference_id: id, limit: HISTORY_ROWS, offset: 0 }),
    sceneNames(ctx),
    listCollections(ctx),
  ])
  const { mockup, asset, picture: row } = view
  const [picture, artwork] = await Promise.all([
    linkPicture(ctx, row.file_key),
    linkThumbnail(ctx, asset),
  ])
  const scene = sceneLabel(names, mockup.scene)
  const fileName = encodeURIComponent(`${asset.title}, ${scene}.png`)
  return c.html(
    <MockupPage
      frame={pageFrame(c, shown.toast ? [shown.toast] : [])}
      view={view}
      uses={uses}
      place={place}
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
