import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
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

/**
 * Several, at most 100, in the order in which they are named.
 * @throws AppError not_found where one is not the user's
 */
export async function getMockupViews(ctx: Context, ids: readonly string[]): Promise<MockupView[]> {
  const views = await findMockupViews(ctx, ids)
  if (views.length < ids.length) throw notFound()
  return views
}

/** Those of these mockups that are there, ids up to 200, as they are asked for. */
export async function findMockupViews(ctx: Context, ids: readonly string[]): Promise<MockupView[]> {
  const rows = await selectMockupViews(ctx).where(
    isAnyOf([mockups.user_id, mockups.id], [ctx.userId], ids),
  )
  const views = new Map(rows.map((row) => [row.mockup.id, toMockupView(row)]))
  return ids.flatMap((id) => views.get(id) ?? [])
}

function notFound(): AppError {
  return new AppError('not_found', 'Mockup not found')
}
