import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'

/** One mockup of the user's. Ends in `not_found`. */
export async function getMockup(ctx: Context, id: string): Promise<Mockup> {
  const mockup = await ctx.db
    .select()
    .from(mockups)
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, id)))
    .get()
  if (!mockup) throw new AppError('not_found', 'Mockup not found')
  return mockup
}
