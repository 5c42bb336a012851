import { and, eq, inArray, type SQL } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'

/**
 * The condition of every change that ends or moves an attempt: this mockup, this attempt, and not
 * ended yet. Whoever comes second changes nothing.
 */
export function isUnfinished(
  ctx: Context,
  mockup: Pick<Mockup, 'id' | 'attempt'>,
): SQL | undefined {
  return and(
    eq(mockups.user_id, ctx.userId),
    eq(mockups.id, mockup.id),
    eq(mockups.attempt, mockup.attempt),
    inArray(mockups.status, ['pending', 'generating']),
  )
}
