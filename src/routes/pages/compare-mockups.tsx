import { Hono } from 'hono'
import * as z from 'zod'
import { getMockupViews } from '../../domain/mockups/get-mockup.ts'
import { uuid } from '../../ids.ts'
import { reviewUrl } from '../../views/approvals/review-url.ts'
import { ComparePage } from '../../views/mockups/compare-page.tsx'
import { compareUrl } from '../../views/mockups/mockups-url.ts'
import { sceneLabel } from '../../views/mockups/scene-label.ts'
import { compareWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { linkPicture } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { reviewFilters } from './review-filters.ts'
import { sceneNames } from './scene-names.ts'

const pair = z
  .array(uuid)
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(uuid).length(2))

/** Two mockups next to each other, in the list that they were chosen in. */
export const compareMockupsPages = new Hono<HubEnv>().get('/compare', async (c) => {
  const { ctx } = c.var
  const list = c.req.query('in') === 'review' ? 'review' : 'gallery'
  const filters = reviewFilters(c)
  const back = list === 'review' ? reviewUrl(filters) : '/mockups'
  const ids = pair.safeParse(c.req.queries('id') ?? [])
  if (!ids.success) return redirectWith(c, back, { tone: 'amber', text: words.choose })
  const [views, names] = await Promise.all([getMockupViews(ctx, ids.data), sceneNames(ctx)])
  const shown = await Promise.all(
    views.map(async (view) => ({
      view,
      scene: sceneLabel(names, view.mockup.scene),
      picture: await linkPicture(ctx, view.picture.file_key),
    })),
  )
  const kept = list === 'review' ? reviewUrl(filters, { in: 'review' }) : ''
  return c.html(
    <ComparePage
      frame={pageFrame(c)}
      shown={shown}
      list={list}
      back={back}
      here={compareUrl(ids.data, kept)}
      now={ctx.clock.now()}
    />,
  )
})
