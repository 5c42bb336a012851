import { eq } from 'drizzle-orm'
import type { BaseContext } from '../../context.ts'
import { sweepHeartbeats } from '../../db/schema/desk.ts'

/** Where a sweep over everything stopped the last time; undefined at its beginning. */
export async function readCursor(base: BaseContext, sweep: string): Promise<string | undefined> {
  const row = await base.db
    .select({ cursor: sweepHeartbeats.cursor })
    .from(sweepHeartbeats)
    .where(eq(sweepHeartbeats.sweep, sweep))
    .get()
  return row?.cursor ?? undefined
}

/** Notes where to go on; undefined starts over. */
export async function writeCursor(
  base: BaseContext,
  sweep: string,
  cursor: string | undefined,
): Promise<void> {
  await base.db
    .update(sweepHeartbeats)
    .set({ cursor: cursor ?? null })
    .where(eq(sweepHeartbeats.sweep, sweep))
}
