import type { Context as HonoContext } from 'hono'
import { findChosenAssets } from '../../domain/assets/find-chosen-assets.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { findMockupUses } from '../../domain/mockups/find-uses.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listHistory } from '../../domain/mockups/list-history.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { mockupQuery } from '../../domain/mockups/schemas.ts'
import { canReopen } from '../../domain/review/reopen-mockup.ts'
import { countStalePairs } from '../../domain/runs/plan-stale.ts'
import { MAX_PAIRS_PER_RUN } from '../../domain/runs/schemas.ts'
import { newId } from '../../ids.ts'
import { lastPosition, PAGE_COUNTED_ROWS } from '../../paging.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { Refused } from '../../views/mockups/mockup-actions.tsx'
import { MockupPage } from '../../views/mockups/mockup-page.tsx'
import { MockupsPage } from '../../views/mockups/mockups-page.tsx'
import { mockupsUrl } from '../../views/mockups/mockups-url.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import type { ScoreFormProps } from '../../views/mockups/score-form.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture, linkThumbnail, linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { pictureDecision } from './decision-toast.ts'
import { findPlace, mockupFilters } from './mockup-place.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 24

export type Shown = {
  status?: 200 | 400 | 409
  toast?: ToastProps
  refused?: Refused
  scoreRefused?: ScoreFormProps['refused']
}

/** The gallery as the URL asks for it. */
export async function showMockups(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const { assetId, ...filters } = mockupFilters(c)
  const [page, names, artworks, stale] = await Promise.all([
    listMockups(ctx, {
      ...mockupQuery.parse({ ...filters, asset_id: assetId, limit: PAGE_ROWS }),
      counted: PAGE_COUNTED_ROWS,
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
    listHistory(ctx, id),
    sceneNames(ctx),
    listCollections(ctx),
  ])
  const { mockup, asset, picture: row } = view
  const [picture, artwork, versions] = await Promise.all([
    linkPicture(ctx, row.file_key),
    linkThumbnail(ctx, asset),
    Promise.all(
      uses.versions.map(async (version) => ({
        ...version,
        thumbnail: await linkThumbnail(ctx, version),
      })),
    ),
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
      history={history}
      versions={versions}
      decided={pictureDecision(ctx, row)}
      canReopen={canReopen(ctx, row, { history, isInProduct: uses.products.length > 0 })}
      userId={ctx.actor.kind === 'user' ? ctx.actor.userId : null}
      groupId={newId()}
      refused={shown.refused}
      scoreRefused={shown.scoreRefused}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}
