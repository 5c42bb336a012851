import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { findApprovals } from '../../domain/approvals/find-approvals.ts'
import { listApprovals } from '../../domain/approvals/list-approvals.ts'
import {
  approvalQuery,
  bulkDecision,
  type Decision,
  decisionReason,
} from '../../domain/approvals/schemas.ts'
import { decideApproval, decideApprovals } from '../../domain/review/decide-approvals.ts'
import { AppError } from '../../errors.ts'
import type { HubEnv } from '../hub-env.ts'
import { answers, answersChange, answersList } from '../respond/answers.ts'
import { idParam } from '../respond/id-param.ts'
import { respondList } from '../respond/list.ts'
import { optionalJson } from '../respond/optional-json.ts'
import { requireFilter } from '../respond/require-filter.ts'
import { body, query } from '../respond/validate.ts'
import { approvalAnswer, presentApproval } from './present-approval.ts'

const NOT_FOUND = 'Approval item not found'

const bulkAnswer = {
  success: z.literal(true),
  decided: z.int(),
  approvals: z.array(approvalAnswer),
  refused: z.array(z.object({ id: z.string(), error: z.string() })),
}

export const approvalsApi = new Hono<HubEnv>()
  .get('/', query(approvalQuery), answersList('approvals', approvalAnswer), async (c) => {
    const { ctx } = c.var
    const asked = c.req.valid('query')
    const page = await listApprovals(ctx, asked)
    await requireFilter(ctx, asked.collection, page)
    const rows = await Promise.all(page.rows.map((row) => presentApproval(ctx, row)))
    return respondList(c, 'approvals', page, rows)
  })
  .post('/bulk', body(bulkDecision), answers(bulkAnswer), async (c) => {
    const { ctx } = c.var
    const { ids, decision, reason } = c.req.valid('json')
    const { items, refused } = await decideApprovals(ctx, ids, decision, { reason })
    const approvals = await Promise.all(items.map((item) => presentApproval(ctx, item)))
    return c.json({ success: true, decided: approvals.length, approvals, refused })
  })
  .get('/:id', answers({ approval: approvalAnswer }), async (c) => {
    const { ctx } = c.var
    const [item] = await findApprovals(ctx, [idParam(c, NOT_FOUND)])
    if (!item) throw new AppError('not_found', NOT_FOUND)
    return c.json({ approval: await presentApproval(ctx, item) })
  })
  .post('/:id/approve', answersChange('approval', approvalAnswer), (c) => decideOne(c, 'approved'))
  .post('/:id/reject', answersChange('approval', approvalAnswer), (c) => decideOne(c, 'rejected'))

async function decideOne(c: HonoContext<HubEnv>, decision: Decision): Promise<Response> {
  const { ctx } = c.var
  const id = idParam(c, NOT_FOUND)
  const { reason } = await optionalJson(c, decisionReason)
  const approval = await decideApproval(ctx, id, decision, reason)
  return c.json({ success: true, approval: await presentApproval(ctx, approval) })
}
