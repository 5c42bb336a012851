import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { bulkDecision, DECISIONS, type Decision } from '../../domain/approvals/schemas.ts'
import { deleteMockup } from '../../domain/mockups/delete-mockups.ts'
import { getMockup } from '../../domain/mockups/get-mockup.ts'
import { retryMockup } from '../../domain/rendering/retry-picture.ts'
import { decideMockup, decideMockups } from '../../domain/review/decide-mockups.ts'
import { regenerateMockup } from '../../domain/runs/regenerate-mockup.ts'
import { renderStale } from '../../domain/runs/render-stale.ts'
import { refundMockup } from '../../domain/suspects/refund-mockup.ts'
import { resolveSuspect } from '../../domain/suspects/resolve-suspect.ts'
import { suspectDecision } from '../../domain/suspects/schemas.ts'
import { AppError } from '../../errors.ts'
import { newId, uuid } from '../../ids.ts'
import { mockupsUrl } from '../../views/mockups/mockups-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { idParam } from '../respond/id-param.ts'
import { invalid } from '../respond/invalid.ts'
import { mockupFilters, showMockup, showMockups } from './show-mockups.tsx'
import { showStale } from './show-stale.tsx'

const NOT_FOUND = 'Mockup not found'
const REASON_TOO_LONG = 'A reason has at most 500 characters. Nothing was decided; shorten it.'

const typed = z.object({
  reason: z.string().trim().catch(''),
  back: z.string().catch(''),
  group_id: uuid.optional().catch(undefined),
})
const bulk = z.object({
  id: z.array(uuid).catch([]),
  decision: z.enum(DECISIONS),
  reason: z.string().trim().catch(''),
})

export const mockupsPages = new Hono<HubEnv>()
  .get('/', (c) => showMockups(c))
  .post('/decide', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const asked = bulk.safeParse({ ...body, id: [body.id ?? []].flat() })
    if (!asked.success) throw invalid('Invalid request body', asked.error.issues)
    const { id: ids, decision, reason } = asked.data
    if (ids.length === 0) return backToList(c, 'none')
    const parsed = bulkDecision.safeParse({ ids, decision, reason })
    if (!parsed.success) {
      return showMockups(c, { status: 400, refused: { reason, error: REASON_TOO_LONG } })
    }
    const { refused } = await decideMockups(c.var.ctx, ids, decision, reason)
    return backToList(c, refused.length > 0 ? 'partly' : decision)
  })
  .get('/stale', (c) => showStale(c))
  .post('/stale', limitForm, async (c) => {
    const { group_id = newId() } = typed.parse(await c.req.parseBody())
    try {
      const runs = await renderStale(c.var.ctx, group_id)
      return c.redirect(runs.length === 1 ? `/runs/${group_id}` : '/runs?done=split', 303)
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause
      if (cause.code === 'conflict') return showStale(c, { error: cause.message, status: 409 })
      if (cause.code !== 'insufficient_credits' && cause.code !== 'invalid') throw cause
      return showStale(c, { error: cause.detail, status: 400 })
    }
  })
  .get('/:id', (c) => showMockup(c, idParam(c, NOT_FOUND)))
  .post('/:id/approve', limitForm, (c) => decide(c, 'approved'))
  .post('/:id/reject', limitForm, (c) => decide(c, 'rejected'))
  .post('/:id/regenerate', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { group_id } = typed.parse(await c.req.parseBody())
    return attempt(c, id, async () => {
      const { taskId } = await regenerateMockup(c.var.ctx, id, group_id)
      return `/runs/${taskId}`
    })
  })
  .post('/:id/retry', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    const { back } = typed.parse(await c.req.parseBody())
    return attempt(c, id, async () => {
      await retryMockup(c.var.ctx, id)
      return back === 'run' ? runOf(c, id, 'again') : `/mockups/${id}?done=again`
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
      const done = decision === 'render_again' ? 'again' : 'paid'
      if (back === 'suspects') return `/suspects?done=${done}`
      return back === 'run' ? runOf(c, id, done) : `/mockups/${id}?done=${done}`
    })
  })
  .post('/:id/refund', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return attempt(c, id, async () => {
      await refundMockup(c.var.ctx, id)
      return `/mockups/${id}?done=refunded`
    })
  })
  .post('/:id/delete', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    return attempt(c, id, async () => {
      await deleteMockup(c.var.ctx, id)
      return '/mockups?done=deleted'
    })
  })

/** The run that a mockup came from, with a word of what was done. */
async function runOf(c: HonoContext<HubEnv>, id: string, done: string): Promise<string> {
  const { run_id } = await getMockup(c.var.ctx, id)
  return `/runs/${run_id}?done=${done}`
}

async function decide(c: HonoContext<HubEnv>, decision: Decision): Promise<Response> {
  const id = idParam(c, NOT_FOUND)
  const { reason } = typed.parse(await c.req.parseBody())
  if (!bulkDecision.safeParse({ ids: [id], decision, reason }).success) {
    return showMockup(c, id, { status: 400, refused: { reason, error: REASON_TOO_LONG } })
  }
  return attempt(c, id, async () => {
    await decideMockup(c.var.ctx, id, decision, reason)
    return `/mockups/${id}?done=${decision}`
  })
}

/** On to where it leads; or the mockup again, with the reason why it could not be done. */
async function attempt(
  c: HonoContext<HubEnv>,
  id: string,
  act: () => Promise<string>,
): Promise<Response> {
  try {
    return c.redirect(await act(), 303)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const notice = { tone: 'amber' as const, text: cause.detail }
    if (cause.code === 'conflict') return showMockup(c, id, { status: 409, notice })
    if (cause.code !== 'insufficient_credits' && cause.code !== 'invalid') throw cause
    return showMockup(c, id, { status: 400, notice })
  }
}

function backToList(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(mockupsUrl(mockupFilters(c), { done }), 303)
}
