import { and, eq, exists, isNull, ne, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import { accountTemplates, templateReads } from '../../db/schema/templates.ts'
import { dismissalOf } from '../notices/dismiss-notice.ts'
import { LOST_SCENES_NOTICE } from '../notices/lost-scenes-notice.ts'

/**
 * For the batch that connects another account at Dynamic Mockups, or none: what was read of the
 * account of before says nothing any more. A reading under way is no longer waited for.
 */
export function forgetTemplates(ctx: Context, account: string | null): Statement[] {
  const other = account ?? ''
  const isOther = and(eq(templateReads.user_id, ctx.userId), ne(templateReads.account, other))
  return [
    ctx.db
      .update(accountTemplates)
      .set({ gone_at: isoTime(ctx.clock.now()) })
      .where(
        and(
          eq(accountTemplates.user_id, ctx.userId),
          isNull(accountTemplates.gone_at),
          sql`NOT EXISTS (SELECT 1 FROM template_reads
            WHERE user_id = ${ctx.userId} AND account = ${other})`,
        ),
      ),
    dismissalOf(
      ctx,
      LOST_SCENES_NOTICE,
      exists(ctx.db.select().from(templateReads).where(isOther)),
    ),
    ctx.db.delete(templateReads).where(isOther),
    ctx.db
      .update(templateReads)
      .set({ started_at: null })
      .where(eq(templateReads.user_id, ctx.userId)),
  ]
}
