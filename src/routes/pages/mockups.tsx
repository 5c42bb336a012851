import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { deleteMockup } from '../../domain/mockups/delete-mockups.ts'
import { getMockup } from '../../domain/mockups/get-mockup.ts'
import { retryMockup } from '../../domain/rendering/retry-picture.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
import { regenerateMockup } from '../../domain/runs/regenerate-mockups.ts'
import { renderStale } from '../../domain/runs/render-stale.ts'
import { refundMockup } from '../../domain/suspects/refund-mockup.ts'
import { resolveSuspect } from '../../domain/suspects/resolve-suspect.ts'
import { suspectDecision } from '../../domain/suspects/schemas.ts'
import { AppError } from '../../errors.ts'
import { newId, uuid } from '../../ids.ts'
import { mockupWords as words } from '../../views/mockups/words.ts'
import { problemsUrl } from '../../views/problems/problems-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { invalid } from '../respond/invalid.ts'
import {
  askToRender,
  deleteChosen,
  downloadChosen,
  restoreChosen,
  useChosen,
} from './change-mockups.ts'
import { decideMany, decideOnPage } from './decide-mockups.ts'
import { draftOnPage, renderPlaced, showPlacement } from './mockup-placement.tsx'
import { nameMockup } from './name-mockup.ts'
import { renderSeveral, showRenderSeveral } from './render-several.tsx'
import { reopenOnPage } from './reopen.ts'
import { scoreOnPage } from './score-mockup.ts'
import { showMockup, showMockups } from './show-mockups.tsx'
import { showStale } from './show-stale.tsx'
import { undoPress } from './undo-press.ts'

const NOT_FOUND = 'Mockup not found'

const typed = z.object({
  back: z.string().catch(''),
  group_id: uuid.optional().catch(undefined),
})

export const mockupsPages = new Hono<HubEnv>()
  .get('/', (c) => showMockups(c))
  .post('/decide', limitForm, decideMany)
  .post('/undo', limitForm, (c) => undoPress(c, '/mockups'))
  .post('/again', limitForm, askToRender)
  .post('/use', limitForm, useChosen)
  .post('/download', limitForm, downloadChosen)
  .post('/delete', limitForm, deleteChosen)
  .post('/restore', limitForm, restoreChosen)
  .get('/regenerate', showRenderSeveral)
  .post('/regenerate', limitForm, renderSeveral)
  .get('/stale', (c) => showStale(c))
  .post('/stale', limitForm, async (c) => {
    const { group_id = newId() } = typed.parse(await c.req.parseBody())
    try {
      const runs = await renderStale(c.var.ctx, group_id)
      if (runs.length === 1) return c.redirect(`/runs/${group_id}`, 303)
      return redirectWith(c, '/runs', { tone: 'sage', text: words.done.split(runs.length) })
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.code === 'conflict') return showStale(c, { error: cause.message, status: 409 })
      if (cause.code !== 'insufficient_credits' && cause.code !== 'invalid') throw cause
      return showStale(c, { error: cause.detail, status: 400 })
    }
  })
  .get('/:id', (c) => showMockup(c, idParam(c, NOT_FOUND)))
  .post('/:id/approve', limitForm, (c) => decideOnPage(c, idParam(c, NOT_FOUND), 'approved'))
  .post('/:id/reject', limitForm, (c) => decideOnPage(c, idParam(c, NOT_FOUND), 'rejected'))
  .get('/:id/regenerate', (c) => showPlacement(c, idParam(c, NOT_FOUND)))
  // Where a script has put the address of a draft into the browser, and the page is loaded again.
  .get('/:id/regenerate/draft', (c) =>
    c.redirect(`/mockups/${idParam(c, NOT_FOUND)}/regenerate`, 303),
  )
  .post('/:id/regenerate/draft', limitForm, (c) => draftOnPage(c, idParam(c, NOT_FOUND)))
  .post('/:id/regenerate', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const body = await c.req.parseBody()
    if (body.placed === 'true') return renderPlaced(c, id, body)
    const { group_id } = typed.parse(body)
    return attempt(c, id, async () => {
      const { taskId } = await regenerateMockup(c.var.ctx, id, group_id)
      return c.redirect(`/runs/${taskId}`, 303)
    })
  })
  .post('/:id/score', limitForm, (c) => scoreOnPage(c, idParam(c, NOT_FOUND)))
  .post('/:id/reopen', limitForm, (c) => reopenOnPage(c, idParam(c, NOT_FOUND)))
  .post('/:id/retry', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { back } = typed.parse(await c.req.parseBody())
    return attempt(c, id, async () => {
      await retryMockup(c.var.ctx, id)
      return done(
        c,
        await wayBack(c, id, back),
        words.done.retrying((await nameMockup(c, id)).name),
      )
    })
  })
  .post('/:id/suspect', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const body = await c.req.parseBody()
    const { back } = typed.parse(body)
    const asked = suspectDecision.safeParse({ decision: body.decision })
    if (!asked.success) throw invalid('Invalid request body', asked.error.issues)
    const { decision } = asked.data
    return attempt(c, id, async () => {
      await resolveSuspect(c.var.ctx, id, decision)
      const { name } = await nameMockup(c, id)
      const isAgain = decision === 'render_again'
      const text = isAgain ? words.done.retrying(name) : words.done.charged(name)
      return done(c, await wayBack(c, id, back), text)
    })
  })
  .post('/:id/refund', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return attempt(c, id, async () => {
      await refundMockup(c.var.ctx, id)
      return done(c, `/mockups/${id}`, words.done.refunded((await nameMockup(c, id)).name))
    })
  })
  .post('/:id/delete', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return attempt(c, id, async () => {
      const { name, status } = await nameMockup(c, id)
      await deleteMockup(c.var.ctx, id)
      const undo = { action: `/mockups/${id}/restore`, values: { back: '/mockups' } }
      const text = words.done.deleted(name)
      return redirectWith(c, '/mockups', {
        tone: 'sage',
        text,
        ...(isDecidable(status) ? { undo } : {}),
      })
    })
  })

function done(c: HonoContext<HubEnv>, to: string, text: string): Response {
  return redirectWith(c, to, { tone: 'sage', text })
}

/** To the page that it was pressed on. */
async function wayBack(c: HonoContext<HubEnv>, id: string, back: string): Promise<string> {
  if (back === 'suspects') return problemsUrl('suspects')
  if (back !== 'run') return `/mockups/${id}`
  const { run_id } = await getMockup(c.var.ctx, id)
  return `/runs/${run_id}`
}

/** On to where it leads; or the mockup again, with the reason why it could not be done. */
async function attempt(
  c: HonoContext<HubEnv>,
  id: string,
  act: () => Promise<Response>,
): Promise<Response> {
  try {
    return await act()
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const toast = { tone: 'red' as const, text: cause.detail }
    if (cause.code === 'conflict') return showMockup(c, id, { status: 409, toast })
    if (cause.code !== 'insufficient_credits' && cause.code !== 'invalid') throw cause
    return showMockup(c, id, { status: 400, toast })
  }
}
