import type { Context as HonoContext } from 'hono'
import { countToReview } from '../../domain/approvals/count-approvals.ts'
import { nameItems } from '../../domain/approvals/name-items.ts'
import { reopenApproval } from '../../domain/review/reopen-approval.ts'
import { reopenMockup } from '../../domain/review/reopen-mockup.ts'
import { AppError } from '../../errors.ts'
import { reviewUrl } from '../../views/approvals/review-url.ts'
import { reviewWords } from '../../views/approvals/words.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { mockupWords } from '../../views/mockups/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { redirectWith } from '../respond/flash.ts'
import { nameOf } from './decision-toast.ts'
import { findPlace } from './mockup-place.ts'
import { nameMockup } from './name-mockup.ts'
import { reviewFilters } from './review-filters.ts'
import { sceneNames } from './scene-names.ts'
import { showMockup } from './show-mockups.tsx'
import { showReview } from './show-review.tsx'

/** Returns a mockup to review and shows it, or says why it stays decided. */
export async function reopenOnPage(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const [{ name }, place] = await Promise.all([nameMockup(c, id), findPlace(c, id)])
  try {
    await reopenMockup(c.var.ctx, id)
  } catch (cause) {
    return showMockup(c, id, { status: 409, toast: refusal(cause) })
  }
  const text = mockupWords.reopen.done(name)
  return redirectWith(c, place.urlOf(id), { tone: 'neutral', text })
}

/** The same in the list of what is decided, where it was pressed. */
export async function reopenInList(c: HonoContext<HubEnv>, id: string): Promise<Response> {
  const { ctx } = c.var
  const [[subject], names] = await Promise.all([nameItems(ctx, [id]), sceneNames(ctx)])
  try {
    await reopenApproval(ctx, id)
  } catch (cause) {
    return showReview(c, { status: 409, toast: refusal(cause) })
  }
  const left = reviewWords.left(await countToReview(ctx, 'mockup'))
  const done = mockupWords.reopen.done(subject ? nameOf(subject, names) : reviewWords.deleted)
  return redirectWith(c, reviewUrl(reviewFilters(c)), { tone: 'neutral', text: `${done} ${left}` })
}

function refusal(cause: unknown): ToastProps {
  if (!(cause instanceof AppError)) throw cause
  if (cause.code !== 'conflict' && cause.code !== 'forbidden') throw cause
  return { tone: 'red', text: cause.message }
}
