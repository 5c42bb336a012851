import { and, eq, ne } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { users } from '../../db/schema/accounts.ts'
import { recordActivity } from '../activity/record-activity.ts'

/** Changes the name that is shown for the user; harmless where it is their name already. */
export async function renameAccount(ctx: Context, name: string): Promise<void> {
  const update = ctx.db
    .update(users)
    .set({ name, updatedAt: new Date(ctx.clock.now()) })
    .where(and(eq(users.id, ctx.userId), ne(users.name, name)))
    .returning({ id: users.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'account_renamed',
      module: 'accounts',
      details: { name },
      reference_id: ctx.userId,
      reference_table: 'users',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity])
}
