import { Hono } from 'hono'
import type { Context } from '../../context.ts'
import { decisionReason } from '../../domain/approvals/schemas.ts'
import { getCredits } from '../../domain/credits/get-credits.ts'
import { creditsQuery } from '../../domain/credits/schemas.ts'
import { deleteMockup } from '../../domain/mockups/delete-mockups.ts'
import { getMockup, getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listMockups } from '../../domain/mockups/list-mockups.ts'
import { mockupChange, mockupQuery } from '../../domain/mockups/schemas.ts'
import { updateMockup } from '../../domain/mockups/update-mockup.ts'
import { decideMockup } from '../../domain/review/decide-mockups.ts'
import { cancelRun } from '../../domain/runs/cancel-run.ts'
import { getRun } from '../../domain/runs/get-run.ts'
import { listRuns } from '../../domain/runs/list-runs.ts'
import { type RunQuote, tryRun } from '../../domain/runs/quote-run.ts'
import { regenerateMockup } from '../../domain/runs/regenerate-mockup.ts'
import { requestRun } from '../../domain/runs/request-run.ts'
import { generateRequest } from '../../domain/runs/schemas.ts'
import { refundMockup } from '../../domain/suspects/refund-mockup.ts'
import { resolveSuspect } from '../../domain/suspects/resolve-suspect.ts'
import { suspectDecision } from '../../domain/suspects/schemas.ts'
import { newId } from '../../ids.ts'
import { pageQuery } from '../../paging.ts'
import type { HubEnv } from '../hub-env.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { body, query } from '../respond/validate.ts'
import { presentMockup, presentRun, presentRunSummary } from './present-mockup.ts'

const MOCKUP_NOT_FOUND = 'Mockup not found'
const RUN_NOT_FOUND = 'Run not found'

export const mockupsApi = new Hono<HubEnv>()
  .get('/', query(mockupQuery), async (c) => {
    const { ctx } = c.var
    const page = await listMockups(ctx, c.req.valid('query'))
    const rows = await Promise.all(page.rows.map((view) => presentMockup(ctx, view)))
    return respondList(c, 'mockups', page, rows)
  })
  .get('/credits', query(creditsQuery), async (c) => {
    return c.json(await getCredits(c.var.ctx, c.req.valid('query')))
  })
  .post('/generate', query(dryRunQuery), body(generateRequest), async (c) => {
    const { ctx } = c.var
    const request = c.req.valid('json')
    if (c.req.valid('query').dry_run) {
      return c.json({ dry_run: true, ...(await tryRun(ctx, request)) })
    }
    const [run] = await requestRun(ctx, { ...request, group_id: c.var.workId ?? newId() })
    return c.json({ success: true, ...run }, 202)
  })
  .get('/runs', query(pageQuery), async (c) => {
    const page = await listRuns(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'runs', page, page.rows.map(presentRunSummary))
  })
  .get('/runs/:id', async (c) => {
    const { ctx } = c.var
    return c.json(await presentRun(ctx, await getRun(ctx, idParam(c, RUN_NOT_FOUND))))
  })
  .post('/runs/:id/cancel', async (c) => {
    const { ctx } = c.var
    const id = idParam(c, RUN_NOT_FOUND)
    await cancelRun(ctx, id)
    return c.json({ success: true, run: await presentRun(ctx, await getRun(ctx, id)) })
  })
  .get('/:id', async (c) => {
    const { ctx } = c.var
    const view = await getMockupView(ctx, idParam(c, MOCKUP_NOT_FOUND))
    return c.json({ mockup: await presentMockup(ctx, view) })
  })
  .patch('/:id', body(mockupChange), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await updateMockup(ctx, id, c.req.valid('json'))
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .delete('/:id', async (c) => {
    await deleteMockup(c.var.ctx, idParam(c, MOCKUP_NOT_FOUND))
    return c.json({ success: true })
  })
  .post('/:id/regenerate', query(dryRunQuery), async (c) => {
    const { ctx, workId } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    if (c.req.valid('query').dry_run) {
      return c.json({ dry_run: true, ...(await quoteRegeneration(ctx, id)) })
    }
    const run = await regenerateMockup(ctx, id, workId)
    return c.json({ success: true, ...run }, 202)
  })
  .post('/:id/refund', async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await refundMockup(ctx, id)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .post('/:id/suspect', body(suspectDecision), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await resolveSuspect(ctx, id, c.req.valid('json').decision)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .post('/:id/:decision{approve|reject}', async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    const { reason } = await optionalJson(c, decisionReason)
    const decision = c.req.param('decision') === 'approve' ? 'approved' : 'rejected'
    await decideMockup(ctx, id, decision, reason)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })

async function quoteRegeneration(ctx: Context, id: string): Promise<RunQuote> {
  const { asset_id, scene } = await getMockup(ctx, id)
  return tryRun(ctx, { asset_ids: [asset_id], scenes: [scene], regenerate: true })
}
