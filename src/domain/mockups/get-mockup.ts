import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { type MockupView, selectMockupViews, toMockupView } from './mockup-view.ts'

/**
 * One mockup of the user's.
 * @throws AppError not_found
 */
export async function getMockup(ctx: Context, id: string): Promise<Mockup> {
  const mockup = await ctx.db
    .select()
    .from(mockups)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, id)))
    .get()
  if (!mockup) throw notFound()
  return mockup
}

/**
 * One mockup with picture, artwork and quote.
 * @throws AppError not_found
 */
export async function getMockupView(ctx: Context, id: string): Promise<MockupView> {
  const row = await selectMockupViews(ctx)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, id)))
    .get()
  if (!row) throw notFound()
  return toMockupView(row)
}

function notFound(): AppError {
  return new AppError('not_found', 'Mockup not found')
}
