import { and, eq, isNull } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { notices } from '../../db/schema/desk.ts'

/** Puts a notice away. One that is gone already, or another user's, changes nothing. */
export async function dismissNotice(ctx: Context, id: string): Promise<void> {
  await ctx.db
    .update(notices)
    .set({ dismissed_at: isoTime(ctx.clock.now()) })
    .where(and(eq(notices.user_id, ctx.userId), eq(notices.id, id), isNull(notices.dismissed_at)))
}
