import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { findMockupViews } from '../../domain/mockups/get-mockup.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { priceRegeneration, regenerateMockups } from '../../domain/runs/regenerate-mockups.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { AppError } from '../../errors.ts'
import { newId, uuid } from '../../ids.ts'
import { selectedIds } from '../../selection.ts'
import { RenderSeveralPage } from '../../views/mockups/render-several-page.tsx'
import { mockupWords as words } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { cameFrom } from '../respond/came-from.ts'
import { redirectWith } from '../respond/flash.ts'
import { linkThumbnails } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { sceneNames } from './scene-names.ts'

const GALLERY = '/mockups'
const SHOWN = 24

const form = z.object({
  id: z.preprocess((sent) => [sent ?? []].flat(), selectedIds),
  group_id: uuid,
  back: z.string().catch(GALLERY),
})

type Shown = { ids: string[]; back: string; error?: string; status?: 400 | 409 }

/** What rendering the mockups of the URL again would cost, before anything is spent. */
export function showRenderSeveral(c: HonoContext<HubEnv>): Promise<Response> {
  const ids = selectedIds.safeParse(c.req.queries('id') ?? []).data ?? []
  return show(c, { ids, back: cameFrom(c)?.href ?? GALLERY })
}

/** Renders them again and returns to the list, with a link to the runs. */
export async function renderSeveral(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const asked = form.safeParse(await c.req.parseBody({ all: true }))
  if (!asked.success) return redirectWith(c, GALLERY, { tone: 'amber', text: words.done.none })
  const { id: ids, group_id } = asked.data
  const back = localPath(asked.data.back)
  try {
    const runs = await regenerateMockups(ctx, ids, group_id)
    const [first, another] = runs
    const n = runs.reduce((sum, { mockupsQueued }) => sum + mockupsQueued, 0)
    const link =
      first && !another
        ? { href: `/runs/${first.taskId}`, label: words.done.viewRun }
        : { href: '/runs', label: words.done.viewRuns }
    return redirectWith(c, back, { tone: 'sage', text: words.done.again(n), link })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const { code, detail: error } = cause
    if (code === 'conflict') return show(c, { ids, back, error, status: 409 })
    if (code === 'not_found') return show(c, { ids, back, status: 409 })
    if (code !== 'insufficient_credits' && code !== 'invalid' && code !== 'not_configured') {
      throw cause
    }
    return show(c, { ids, back, error, status: 400 })
  }
}

async function show(c: HonoContext<HubEnv>, shown: Shown): Promise<Response> {
  const { ctx } = c.var
  const { ids, back, error, status = 200 } = shown
  const [found, names] = await Promise.all([findMockupViews(ctx, ids), sceneNames(ctx)])
  const ended = found.filter(({ mockup }) => !isUnfinished(mockup.status) && !isInDoubt(mockup))
  const views = ended.filter(({ asset }) => asset.status !== 'archived')
  const priced = await price(c, views)
  const pairs = eachPair(views)
  return c.html(
    <RenderSeveralPage
      frame={pageFrame(c)}
      mockups={await linkThumbnails(ctx, pairs.slice(0, SHOWN))}
      ids={views.map(({ mockup }) => mockup.id)}
      leftOut={{
        gone: ids.length - found.length,
        unfinished: found.length - ended.length,
        archived: ended.length - views.length,
        sameOf: countPictures(views) - pairs.length,
      }}
      quote={priced.quote}
      error={error ?? priced.error}
      groupId={newId()}
      back={back}
      names={names}
      now={ctx.clock.now()}
    />,
    status,
  )
}

function isInDoubt({ failure_code }: MockupView['mockup']): boolean {
  return failure_code === 'suspect'
}

/** Mockups of one picture are one to whoever looks at them. */
function countPictures(views: readonly MockupView[]): number {
  return new Set(views.map(({ picture }) => picture.id)).size
}

/** The first of each pair of artwork and scene. */
function eachPair(views: readonly MockupView[]): MockupView[] {
  const pairs = Map.groupBy(views, ({ mockup }) => `${mockup.asset_id} ${mockup.scene}`)
  return [...pairs.values()].flatMap(([first]) => first ?? [])
}

async function price(
  c: HonoContext<HubEnv>,
  views: readonly MockupView[],
): Promise<{ quote?: RunQuote; error?: string }> {
  if (views.length === 0) return {}
  try {
    const ids = views.map(({ mockup }) => mockup.id)
    return { quote: await priceRegeneration(c.var.ctx, ids) }
  } catch (cause) {
    if (!(cause instanceof AppError) || (cause.code !== 'invalid' && cause.code !== 'conflict')) {
      throw cause
    }
    return { error: cause.detail }
  }
}
