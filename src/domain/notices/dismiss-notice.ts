import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { notices } from '../../db/schema/desk.ts'

/** Puts a notice away. One that is gone already, or another user's, changes nothing. */
export async function dismissNotice(ctx: Context, id: string): Promise<void> {
  await writeAll(ctx.db, [dismissalOf(ctx, id)])
}

/** The same as a statement, for the batch of what has settled it; with `when` only where it holds. */
export function dismissalOf(ctx: Context, id: string, when?: SQL): Statement {
  return ctx.db
    .update(notices)
    .set({ dismissed_at: isoTime(ctx.clock.now()) })
    .where(
      and(eq(notices.user_id, ctx.userId), eq(notices.id, id), isNull(notices.dismissed_at), when),
    )
}
