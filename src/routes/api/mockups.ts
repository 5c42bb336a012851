import { Hono } from 'hono'
import * as z from 'zod'
import { requireScope } from '../../domain/accounts/require-scope.ts'
import { approvalReason, rejectionReason } from '../../domain/approvals/schemas.ts'
import { getCredits } from '../../domain/credits/get-credits.ts'
import { listEntries } from '../../domain/credits/list-entries.ts'
import {
  creditsAnswer,
  creditsQuery,
  entryQuery,
  NO_COLLECTION,
} from '../../domain/credits/schemas.ts'
import { deleteMockup, discardEnded } from '../../domain/mockups/delete-mockups.ts'
import { downloadMockups } from '../../domain/mockups/download-mockups.ts'
import { getMockupView } from '../../domain/mockups/get-mockup.ts'
import { listMockups, selectMockupIds } from '../../domain/mockups/list-mockups.ts'
import {
  bulkMockups,
  downloadQuery,
  MAX_PAIRS_PER_RUN,
  mockupAnswer,
  mockupChange,
  mockupQuery,
} from '../../domain/mockups/schemas.ts'
import { updateMockup } from '../../domain/mockups/update-mockup.ts'
import { decideMockup } from '../../domain/review/decide-mockups.ts'
import { cancelRun } from '../../domain/runs/cancel-run.ts'
import { getRun } from '../../domain/runs/get-run.ts'
import { listRuns } from '../../domain/runs/list-runs.ts'
import { tryRun } from '../../domain/runs/quote-run.ts'
import {
  quoteRegeneration,
  regenerateMockup,
  regenerateMockups,
} from '../../domain/runs/regenerate-mockups.ts'
import { requestRun } from '../../domain/runs/request-run.ts'
import {
  generateRequest,
  regenerateRequest,
  requestedRunAnswer,
  runAnswer,
  runListQuery,
  runQuery,
  runQuoteAnswer,
  runSummaryAnswer,
} from '../../domain/runs/schemas.ts'
import { waitForRun } from '../../domain/runs/wait-for-run.ts'
import { refundMockup } from '../../domain/suspects/refund-mockup.ts'
import { resolveSuspect } from '../../domain/suspects/resolve-suspect.ts'
import { suspectDecision } from '../../domain/suspects/schemas.ts'
import { newId } from '../../ids.ts'
import type { HubEnv } from '../hub-env.ts'
import {
  answers,
  answersChange,
  answersDeletion,
  answersDryRun,
  answersList,
  answersTrial,
  answersZip,
} from '../respond/answers.ts'
import { dryRunQuery, respondChange } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { zipAnswer } from '../respond/zip.ts'
import { entryAnswer, presentEntry } from './present-entry.ts'
import { presentMockup } from './present-mockup.ts'
import { presentRun, presentRunSummary } from './present-run.ts'

const MOCKUP_NOT_FOUND = 'Mockup not found'
const RUN_NOT_FOUND = 'Run not found'

const answersMockup = answersChange('mockup', mockupAnswer)
const answersQuote = answersDryRun(runQuoteAnswer.shape)
const answersDeleted = answersTrial({ deleted: z.int(), skipped: z.int() })
const answersRuns = answers({ success: z.literal(true), taskIds: z.array(z.uuid()) }, 202)
const answersRequestedRun = answers({ success: z.literal(true), ...requestedRunAnswer.shape }, 202)

export const mockupsApi = new Hono<HubEnv>()
  .get('/', query(mockupQuery), answersList('mockups', mockupAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listMockups(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    const rows = await Promise.all(page.rows.map((view) => presentMockup(ctx, view)))
    return respondList(c, 'mockups', page, rows)
  })
  .get('/credits', query(creditsQuery), answers(creditsAnswer.shape), async (c) => {
    return c.json(await getCredits(c.var.ctx, c.req.valid('query')))
  })
  .get('/credits/entries', query(entryQuery), answersList('entries', entryAnswer), async (c) => {
    const asked = c.req.valid('query')
    const page = await listEntries(c.var.ctx, asked)
    if (asked.collection !== NO_COLLECTION) {
      await requireFilter(c.var.ctx, asked.collection, page)
    }
    return respondList(c, 'entries', page, page.rows.map(presentEntry))
  })
  .post(
    '/generate',
    query(dryRunQuery),
    body(generateRequest),
    answersQuote,
    answersRequestedRun,
    async (c) => {
      const { ctx } = c.var
      const request = { ...c.req.valid('json'), max_pairs: MAX_PAIRS_PER_RUN }
      if (c.req.valid('query').dry_run) {
        return c.json({ dry_run: true, ...(await tryRun(ctx, request)) })
      }
      const [run] = await requestRun(ctx, { ...request, group_id: c.var.workId ?? newId() })
      return c.json({ success: true, ...run }, 202)
    },
  )
  .post(
    '/bulk',
    query(dryRunQuery),
    body(bulkMockups),
    answersDeleted,
    answersQuote,
    answersRuns,
    async (c) => {
      const { ctx, workId = newId() } = c.var
      const { sel, action } = c.req.valid('json')
      const { dry_run: dryRun } = c.req.valid('query')
      const ids = await selectMockupIds(ctx, sel)
      if (action === 'delete') {
        return respondChange(c, { dryRun }, await discardEnded(ctx, ids, { dryRun }))
      }
      // What regenerating spends is another scope than deleting.
      requireScope(ctx.actor, 'spend')
      if (dryRun) return c.json({ dry_run: true, ...(await quoteRegeneration(ctx, ids)) })
      const runs = await regenerateMockups(ctx, ids, workId)
      return c.json({ success: true, taskIds: runs.map(({ taskId }) => taskId) }, 202)
    },
  )
  .get('/download', query(downloadQuery), answersZip, async (c) => {
    return zipAnswer(await downloadMockups(c.var.ctx, c.req.valid('query').ids))
  })
  .get('/runs', query(runListQuery), answersList('runs', runSummaryAnswer), async (c) => {
    const page = await listRuns(c.var.ctx, c.req.valid('query'))
    return respondList(c, 'runs', page, page.rows.map(presentRunSummary))
  })
  .get('/runs/:id', query(runQuery), answers(runAnswer.shape), async (c) => {
    const { ctx } = c.var
    const { wait } = c.req.valid('query')
    const run = await waitForRun(ctx, idParam(c, RUN_NOT_FOUND), wait)
    return c.json(await presentRun(ctx, run))
  })
  .post('/runs/:id/cancel', answersChange('run', runAnswer), async (c) => {
    const { ctx } = c.var
    const id = idParam(c, RUN_NOT_FOUND)
    await cancelRun(ctx, id)
    return c.json({ success: true, run: await presentRun(ctx, await getRun(ctx, id)) })
  })
  .get('/:id', answers({ mockup: mockupAnswer }), async (c) => {
    const { ctx } = c.var
    const view = await getMockupView(ctx, idParam(c, MOCKUP_NOT_FOUND))
    return c.json({ mockup: await presentMockup(ctx, view) })
  })
  .patch('/:id', body(mockupChange), answersMockup, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await updateMockup(ctx, id, c.req.valid('json'))
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .delete('/:id', answersDeletion, async (c) => {
    await deleteMockup(c.var.ctx, idParam(c, MOCKUP_NOT_FOUND))
    return c.json({ success: true })
  })
  .post('/:id/regenerate', query(dryRunQuery), answersQuote, answersRequestedRun, async (c) => {
    const { ctx, workId } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    const { config } = await optionalJson(c, regenerateRequest)
    if (c.req.valid('query').dry_run) {
      return c.json({ dry_run: true, ...(await quoteRegeneration(ctx, [id], config)) })
    }
    const run = await regenerateMockup(ctx, id, workId, config)
    return c.json({ success: true, ...run }, 202)
  })
  .post('/:id/refund', answersMockup, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await refundMockup(ctx, id)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .post('/:id/suspect', body(suspectDecision), answersMockup, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    await resolveSuspect(ctx, id, c.req.valid('json').decision)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
  .post('/:id/:decision{approve|reject}', answersMockup, async (c) => {
    const { ctx } = c.var
    const id = idParam(c, MOCKUP_NOT_FOUND)
    const isApproval = c.req.param('decision') === 'approve'
    const why = await optionalJson(c, isApproval ? approvalReason : rejectionReason)
    await decideMockup(ctx, id, isApproval ? 'approved' : 'rejected', why)
    return c.json({ success: true, mockup: await presentMockup(ctx, await getMockupView(ctx, id)) })
  })
