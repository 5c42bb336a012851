import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { selectItems } from '../../domain/approvals/select-items.ts'
import { AppError, statusOf } from '../../errors.ts'
import { MATCHING } from '../../views/components/select-matching.tsx'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { HubEnv } from '../hub-env.ts'
import { reviewFilters, toReviewQuery } from './review-filters.ts'

const expected = z.coerce.number().pipe(z.int().min(1)).optional().catch(undefined)

/** How many items a form was seen to be about, where it is about all that match. */
export function matchingOf(body: Record<string, unknown>): number | undefined {
  return expected.parse(body[MATCHING])
}

/**
 * The items that match the filters of the URL, at most 200, as long as they are as many as the page
 * has said.
 */
export async function matchingItems(
  c: HonoContext<HubEnv>,
  seen: number,
): Promise<{ ids: string[]; refusal?: ToastProps }> {
  const { type, status, run_id, asset_id, scene, collection } = toReviewQuery(reviewFilters(c), 1)
  const filter = { type, status, run_id, asset_id, scene, collection }
  try {
    return { ids: await selectItems(c.var.ctx, { filter, expected: seen }) }
  } catch (cause) {
    if (!(cause instanceof AppError) || statusOf(cause.code) >= 500) throw cause
    return { ids: [], refusal: { tone: 'amber', text: cause.message } }
  }
}
