import { Hono, type Context as HonoContext } from 'hono'
import { bulkDecision, type Decision } from '../../domain/approvals/schemas.ts'
import { decideApproval, decideApprovals } from '../../domain/review/decide-approvals.ts'
import { AppError } from '../../errors.ts'
import { approvalsUrl } from '../../views/approvals/approvals-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { approvalFilters, showApprovals } from './show-approvals.tsx'

const NOT_FOUND = 'Approval item not found'
const DECIDED = { approved: 'Approved.', rejected: 'Rejected.' } as const

export const approvalsPages = new Hono<HubEnv>()
  .get('/', (c) => showApprovals(c))
  .post('/bulk', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const ids = [body.id ?? []].flat()
    if (ids.length === 0) return back(c, 'none')
    const form = bulkDecision.safeParse({ ids, decision: body.decision, reason: body.reason })
    if (!form.success) {
      const [issue] = form.error.issues
      throw new AppError('invalid', issue?.message ?? 'Invalid request body')
    }
    const { decision, reason } = form.data
    const { refused } = await decideApprovals(c.var.ctx, form.data.ids, decision, reason)
    const [first] = refused
    if (!first) return back(c, decision)
    const others = refused.length > 1 ? ` (and ${refused.length - 1} more)` : ''
    return showApprovals(c, new AppError('conflict', `${first.error}${others}`))
  })
  .post('/:id/approve', limitForm, (c) => decideOne(c, 'approved'))
  .post('/:id/reject', limitForm, (c) => decideOne(c, 'rejected'))

async function decideOne(c: HonoContext<HubEnv>, decision: Decision): Promise<Response> {
  try {
    await decideApproval(c.var.ctx, idParam(c, NOT_FOUND), decision)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    return showApprovals(c, cause)
  }
  const { back: from } = await c.req.parseBody()
  return from === 'home' ? backHome(c, decision) : back(c, decision)
}

/** Decided in the strip of the home page, where the next ones are. */
function backHome(c: HonoContext<HubEnv>, decision: Decision): Response {
  return redirectWith(c, '/', { tone: 'sage', text: DECIDED[decision] })
}

function back(c: HonoContext<HubEnv>, done: string): Response {
  return c.redirect(approvalsUrl(approvalFilters(c), { done }), 303)
}
