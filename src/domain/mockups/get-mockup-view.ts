import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { type MockupView, selectMockupViews } from './select-mockup-views.ts'

/** One mockup with artwork and quote. Ends in `not_found`. */
export async function getMockupView(ctx: Context, id: string): Promise<MockupView> {
  const view = await selectMockupViews(ctx)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, id)))
    .get()
  if (!view) throw new AppError('not_found', 'Mockup not found')
  return view
}
