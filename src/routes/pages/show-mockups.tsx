import type { Context as HonoContext } from 'hono'
import { listAssetChoices } from '../../domain/assets/list-asset-choices.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { findMockupUses } from '../../domain/mockups/find-uses.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listHistory } from '../../domain/mockups/list-history.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { MAX_PAIRS_PER_RUN } from '../../domain/mockups/schemas.ts'
import { canReopen } from '../../domain/review/reopen-mockup.ts'
import { countStalePairs } from '../../domain/runs/plan-stale.ts'
import { newId } from '../../ids.ts'
import { lastPosition } from '../../paging.ts'
import { MAX_SELECTED } from '../../selection.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { Refused } from '../../views/mockups/mockup-actions.tsx'
import type { ArtworkPicker } from '../../views/mockups/mockup-filter-bar.tsx'
import { MockupPage } from '../../views/mockups/mockup-page.tsx'
import { MockupsPage } from '../../views/mockups/mockups-page.tsx'
import { mockupsUrl } from '../../views/mockups/mockups-url.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import type { ScoreFormProps } from '../../views/mockups/score-form.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture, linkThumbnail, linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { chosenIds, offer, urlSearches } from './choices.ts'
import { pictureDecision } from './decision-toast.ts'
import { mockupFilters, toMockupQuery } from './mockup-filters.ts'
import { findPlace } from './mockup-place.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 48

export type Shown = {
  status?: 200 | 400 | 409
  toast?: ToastProps
  refused?: Refused
  scoreRefused?: ScoreFormProps['refused']
}

/** The gallery as the URL asks for it. */
export async function showMockups(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const filters = mockupFilters(c)
  const query = await toMockupQuery(c, filters, PAGE_ROWS)
  const [page, names, collections, picker, stale] = await Promise.all([
    listMockups(ctx, { ...query, counted: MAX_SELECTED }),
    sceneNames(ctx),
    listCollections(ctx),
    readArtworks(c, filters.assetId),
    countStalePairs(ctx),
  ])
  if (page.rows.length === 0 && page.total > 0) {
    return c.redirect(mockupsUrl({ ...filters, ...lastPosition(page) }), 303)
  }
  return c.html(
    <MockupsPage
      frame={pageFrame(c, shown.toast ? [shown.toast] : [])}
      page={{ ...page, rows: await linkThumbnails(ctx, page.rows) }}
      filters={filters}
      names={names}
      collections={collections}
      artworks={picker}
      stale={{ count: stale, most: MAX_PAIRS_PER_RUN }}
      refused={shown.refused}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}

/** The artworks that the filter offers: the newest, what is searched for, and what is chosen. */
async function readArtworks(
  c: HonoContext<HubEnv>,
  chosen: string | undefined,
): Promise<ArtworkPicker> {
  const { asset_search: search } = urlSearches(c)
  const assets = await listAssetChoices(c.var.ctx, { chosen: chosenIds(chosen), search })
  return {
    options: offer([], assets).map(({ id, title }) => ({ value: id, label: title })),
    search,
  }
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
