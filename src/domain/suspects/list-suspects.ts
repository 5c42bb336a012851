import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { AttemptState } from '../../ledger/types.ts'
import { type MockupView, selectMockupViews, toMockupView } from '../mockups/mockup-view.ts'
import { attemptIdOf } from '../pictures/recipe.ts'

const MAX_SUSPECTS = 100

export type Suspect = { view: MockupView; attempt: AttemptState | undefined }

/** Pictures that may have been charged, each by its oldest mockup, with what the ledger knows. */
export async function listSuspects(ctx: Context): Promise<Suspect[]> {
  const rows = await selectMockupViews(ctx)
    .where(
      sql`mockups.user_id = ${ctx.userId} AND mockups.id IN (
        SELECT min(m.id) FROM pictures AS p
        JOIN mockups AS m ON m.user_id = p.user_id AND m.picture_id = p.id
        WHERE p.user_id = ${ctx.userId} AND p.state = 'suspect'
        GROUP BY p.id ORDER BY p.id LIMIT ${MAX_SUSPECTS})`,
    )
    .orderBy(sql`mockups.id`)
  const views = rows.map(toMockupView)
  if (views.length === 0) return []
  const states = await ctx.ledger.states(views.map(({ picture }) => attemptIdOf(picture)))
  const byAttempt = new Map(states.map((state) => [state.attemptId, state]))
  return views.map((view) => ({ view, attempt: byAttempt.get(attemptIdOf(view.picture)) }))
}
