import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { findApprovals } from '../../domain/approvals/find-approvals.ts'
import { listApprovals } from '../../domain/approvals/list-approvals.ts'
import {
  approvalQuery,
  approvalReason,
  bulkDecision,
  type Decision,
  rejectionReason,
} from '../../domain/approvals/schemas.ts'
import { selectItems } from '../../domain/approvals/select-items.ts'
import {
  countDecided,
  decideApproval,
  decideApprovals,
  tryDecision,
} from '../../domain/review/decide-approvals.ts'
import { reopenApproval } from '../../domain/review/reopen-approval.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList, answersTrial } from '../respond/answers.ts'
import { dryRunQuery } from '../respond/dry-run.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { approvalAnswer, presentApproval } from './present-approval.ts'

const NOT_FOUND = 'Approval item not found'

const counts = { changed: z.int(), skipped: z.int() }
const bulkAnswer = {
  ...counts,
  decided: z.int(),
  approvals: z.array(approvalAnswer),
  refused: z.array(z.object({ id: z.string(), error: z.string(), accepts: z.array(z.string()) })),
}

const answersBulk = answersTrial(bulkAnswer, counts)

export const approvalsApi = new Hono<HubEnv>()
  .get('/', query(approvalQuery), answersList('approvals', approvalAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listApprovals(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    const rows = await Promise.all(page.rows.map((row) => presentApproval(ctx, row)))
    return respondList(c, 'approvals', page, rows)
  })
  .post('/bulk', query(dryRunQuery), body(bulkDecision), answersBulk, async (c) => {
    const { ctx } = c.var
    const { selection, decision, ...why } = c.req.valid('json')
    const ids = await selectItems(ctx, selection)
    if (c.req.valid('query').dry_run) {
      return c.json({ dry_run: true, ...(await tryDecision(ctx, ids, decision)) })
    }
    const decided = await decideApprovals(ctx, ids, decision, why)
    const { items, refused } = decided
    const approvals = await Promise.all(items.map((item) => presentApproval(ctx, item)))
    const done = { ...countDecided(decided, decision), decided: approvals.length }
    return c.json({ success: true, ...done, approvals, refused })
  })
  .get('/:id', answers({ approval: approvalAnswer }), async (c) => {
    const { ctx } = c.var
    const [item] = await findApprovals(ctx, [idParam(c, NOT_FOUND)])
    if (!item) throw new AppError('not_found', NOT_FOUND)
    return c.json({ approval: await presentApproval(ctx, item) })
  })
  .post('/:id/approve', answersChange('approval', approvalAnswer), (c) => decideOne(c, 'approved'))
  .post('/:id/reject', answersChange('approval', approvalAnswer), (c) => decideOne(c, 'rejected'))
  .post('/:id/reopen', answersChange('approval', approvalAnswer), async (c) => {
    const { ctx } = c.var
    const approval = await reopenApproval(ctx, idParam(c, NOT_FOUND))
    return c.json({ success: true, approval: await presentApproval(ctx, approval) })
  })

async function decideOne(c: HonoContext<HubEnv>, decision: Decision): Promise<Response> {
  const { ctx } = c.var
  const id = idParam(c, NOT_FOUND)
  const approval = await decideApproval(ctx, id, decision, await readWhy(c, decision))
  return c.json({ success: true, approval: await presentApproval(ctx, approval) })
}

async function readWhy(c: HonoContext<HubEnv>, decision: Decision) {
  if (decision === 'rejected') return optionalJson(c, rejectionReason)
  const { accept_undelivered, accept_low_dpi, ...why } = await optionalJson(c, approvalReason)
  return { ...why, accepts: { undelivered: accept_undelivered, lowDpi: accept_low_dpi } }
}
