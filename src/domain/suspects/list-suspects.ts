import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import type { AttemptState } from '../../ledger/types.ts'
import { attemptId } from '../mockups/attempt-id.ts'
import { type MockupView, selectMockupViews } from '../mockups/select-mockup-views.ts'

const MAX_SUSPECTS = 100

export type Suspect = { view: MockupView; attempt: AttemptState | undefined }

/** Renders that may have been charged, oldest first, with what the ledger knows of each. */
export async function listSuspects(ctx: Context): Promise<Suspect[]> {
  const views = await selectMockupViews(ctx)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.failure_code, 'suspect')))
    .orderBy(asc(mockups.id))
    .limit(MAX_SUSPECTS)
  if (views.length === 0) return []
  const states = await ctx.ledger.states(views.map(({ mockup }) => attemptId(mockup)))
  const byAttempt = new Map(states.map((state) => [state.attemptId, state]))
  return views.map((view) => ({ view, attempt: byAttempt.get(attemptId(view.mockup)) }))
}
