import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import { localPath } from '../../domain/accounts/local-path.ts'
import { countToReview } from '../../domain/approvals/count-approvals.ts'
import { findApprovals } from '../../domain/approvals/find-approvals.ts'
import { nameItems } from '../../domain/approvals/name-items.ts'
import { type Decision, type DecisionReason, decisionForm } from '../../domain/approvals/schemas.ts'
import { nameMockups } from '../../domain/mockups/name-mockups.ts'
import type { SaleAccepts } from '../../domain/products/sale-refusals.ts'
import { decideApprovals } from '../../domain/review/decide-approvals.ts'
import { type Acceptance, AppError } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { selectedIds } from '../../selection.ts'
import { ConfirmPublishPage } from '../../views/approvals/confirm-publish-page.tsx'
import { REVIEW_PART } from '../../views/approvals/review-tile.tsx'
import { reviewUrl } from '../../views/approvals/review-url.ts'
import { reviewWords as words } from '../../views/approvals/words.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { compareUrl, renderSeveralUrl } from '../../views/mockups/mockups-url.ts'
import { compareWords } from '../../views/mockups/words.ts'
import { applyUrl } from '../../views/recipes/apply-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { acceptsOf } from './accepts.ts'
import { mockupsToast, productsToast } from './decision-toast.ts'
import { matchingItems, matchingOf } from './matching-items.ts'
import { reasonCodeOf } from './reason-code.ts'
import { reopenInList } from './reopen.ts'
import { reviewFilters } from './review-filters.ts'
import { sceneNames } from './scene-names.ts'
import { confirmMatching, showReview } from './show-review.tsx'
import { undoPress } from './undo-press.ts'

const pairOfIds = z.array(uuid).length(2)

const NOT_FOUND = 'Approval item not found'

/** What a form of the review page asks for. */
type Press = {
  ids: string[]
  decision: Decision
  reason: string
  reason_code: DecisionReason['reason_code']
  isConfirmed: boolean
  /** What is said to be meant of products that are approved. */
  accepts: SaleAccepts
  /** A page of ours to return to: the list without it. */
  back: string | undefined
}

export const approvalsPages = new Hono<HubEnv>()
  .get('/', (c) => showReview(c))
  .post('/bulk', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const seen = matchingOf(body)
    if (seen !== undefined) return decideMatching(c, body, seen)
    const ids = [body.id ?? []].flat()
    if (ids.length === 0) {
      return redirectWith(c, reviewUrl(reviewFilters(c)), { tone: 'amber', text: words.done.none })
    }
    return decide(c, { ...body, id: ids })
  })
  .post('/compare', limitForm, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const ids = pairOfIds.safeParse([body.id ?? []].flat())
    const filters = reviewFilters(c)
    if (!ids.success) {
      const toast = { tone: 'amber', text: compareWords.choose } as const
      return redirectWith(c, reviewUrl(filters), toast)
    }
    const mockupIds = await mockupIdsOf(c, ids.data)
    return c.redirect(compareUrl(mockupIds, reviewUrl(filters, { in: 'review' })), 303)
  })
  .post('/again', limitForm, askToRender)
  .post('/products', limitForm, askForProducts)
  .post('/undo', limitForm, async (c) => undoPress(c, reviewUrl(reviewFilters(c))))
  .post('/:id/reopen', limitForm, (c) => reopenInList(c, idParam(c, NOT_FOUND)))
  .post('/:id/approve', limitForm, (c) => decideOne(c, 'approved'))
  .post('/:id/reject', limitForm, (c) => decideOne(c, 'rejected'))

/** What rendering them again costs is said on a page of its own. */
function askToRender(c: HonoContext<HubEnv>): Promise<Response> {
  return leadOn(c, renderSeveralUrl)
}

/** What a recipe makes of the artworks that they show. */
function askForProducts(c: HonoContext<HubEnv>): Promise<Response> {
  return leadOn(c, async (mockupIds) => {
    const named = await nameMockups(c.var.ctx, mockupIds)
    return applyUrl(named.map(({ asset_id }) => asset_id))
  })
}

/** On to a page about the mockups of the items that are chosen. */
async function leadOn(
  c: HonoContext<HubEnv>,
  toUrl: (mockupIds: string[]) => string | Promise<string>,
): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const seen = matchingOf(body)
  const ticked = selectedIds.safeParse([body.id ?? []].flat()).data ?? []
  const { ids, refusal } = seen === undefined ? { ids: ticked } : await matchingItems(c, seen)
  const none: ToastProps = { tone: 'amber', text: words.done.none }
  if (ids.length === 0) return redirectWith(c, reviewUrl(reviewFilters(c)), refusal ?? none)
  return c.redirect(await toUrl(await mockupIdsOf(c, ids)), 303)
}

async function mockupIdsOf(c: HonoContext<HubEnv>, ids: string[]): Promise<string[]> {
  const items = await findApprovals(c.var.ctx, ids)
  return items.map(({ reference_id }) => reference_id)
}

async function decideOne(c: HonoContext<HubEnv>, decision: Decision): Promise<Response> {
  const body = await c.req.parseBody()
  return decide(c, { ...body, id: [idParam(c, NOT_FOUND)], decision })
}

/** About all that match, on all pages: after it has been said how many, and only if it is still so. */
async function decideMatching(
  c: HonoContext<HubEnv>,
  body: Record<string, unknown>,
  seen: number,
): Promise<Response> {
  const { ids, refusal } = await matchingItems(c, seen)
  if (refusal) return redirectWith(c, reviewUrl(reviewFilters(c)), refusal)
  const isConfirmed = body.confirmed === 'true'
  const isOfProducts = reviewFilters(c).type === 'product'
  if (isConfirmed || isOfProducts) return decide(c, { ...body, id: ids })
  return confirmMatching(c, parsePress({ ...body, id: ids }))
}

async function decide(c: HonoContext<HubEnv>, body: Record<string, unknown>): Promise<Response> {
  const press = parsePress(body)
  const { type } = reviewFilters(c)
  const publishes = type === 'product' && press.decision === 'approved'
  if (publishes && !press.isConfirmed) return confirm(c, press)
  return write(c, press)
}

function parsePress(body: Record<string, unknown>): Press {
  const { decision, reason, id: ids } = body
  const form = decisionForm.safeParse({ ids, decision, reason, ...reasonCodeOf(body) })
  if (!form.success) {
    const isReason = form.error.issues.some(({ path }) => path[0] === 'reason')
    const text = isReason ? words.reasonTooLong : form.error.issues[0]?.message
    throw new AppError('invalid', text ?? 'Invalid request body')
  }
  return {
    ...form.data,
    reason: form.data.reason ?? '',
    reason_code: form.data.reason_code,
    isConfirmed: body.confirmed === 'true',
    accepts: acceptsOf(body),
    back: typeof body.back === 'string' ? localPath(body.back) : undefined,
  }
}

/** What would be published, by name, before anything is. */
async function confirm(
  c: HonoContext<HubEnv>,
  { ids, reason }: Pick<Press, 'ids' | 'reason'>,
  refused?: { sentences: readonly string[]; accepts: readonly Acceptance[] },
): Promise<Response> {
  const products = await nameItems(c.var.ctx, ids)
  const filters = reviewFilters(c)
  return c.html(
    <ConfirmPublishPage
      frame={pageFrame(c)}
      products={products}
      filters={filters}
      reason={reason}
      refused={refused}
    />,
    refused ? 409 : 200,
  )
}

async function write(c: HonoContext<HubEnv>, press: Press): Promise<Response> {
  const { ctx } = c.var
  const { ids, decision, reason, reason_code, accepts } = press
  const filters = reviewFilters(c)
  const { type } = filters
  const reading = Promise.all([nameItems(ctx, ids), sceneNames(ctx)])
  try {
    const {
      before,
      refused,
      at,
      left: leftMockups,
    } = await decideApprovals(ctx, ids, decision, {
      reason,
      reason_code,
      type,
      accepts,
    })
    const [subjects, names] = await reading
    const open = refused.filter((one) => one.accepts.length > 0)
    if (open.length > 0 && before.length === 0) {
      const asked = { ids: open.map(({ id }) => id), reason }
      const sentences = [...new Set(open.map(({ error }) => error))]
      const wanted = [...new Set(open.flatMap((one) => one.accepts))]
      return confirm(c, asked, { sentences, accepts: wanted })
    }
    const left = leftMockups ?? (await countToReview(ctx, type))
    const back = press.back ?? reviewUrl(filters)
    const decided = new Set(before.map(({ id }) => id))
    const outcome = {
      decision,
      why: { reason, reason_code },
      subjects: subjects.filter(({ id }) => decided.has(id)),
      before,
      seen: press.back === undefined ? filters.status : 'pending',
      refused,
      left,
      undo: at
        ? {
            action: reviewUrl(filters, {}, '/approvals/undo'),
            values: { at, back },
            part: press.back === undefined ? REVIEW_PART : undefined,
          }
        : undefined,
    }
    const toast = type === 'product' ? productsToast(outcome) : mockupsToast(ctx, outcome, names)
    if (before.length === 0 && press.back === undefined) {
      return showReview(c, { toast: { ...toast, tone: 'red' }, status: 409 })
    }
    // A script that swaps the list has it in the answer, without asking again.
    const isSwapped = press.back === undefined && c.req.header('hx-request') === 'true'
    return isSwapped ? showReview(c, { toast, status: 200 }) : redirectWith(c, back, toast)
  } catch (cause) {
    // It is asked for at once, and may be left unread.
    reading.catch(() => undefined)
    if (!(cause instanceof AppError) || press.back !== undefined) throw cause
    const status = cause.code === 'not_found' ? 404 : cause.code === 'conflict' ? 409 : 400
    return showReview(c, { toast: { tone: 'red', text: cause.message }, status })
  }
}
