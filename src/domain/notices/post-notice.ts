import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import type { Notice } from '../../db/schema/desk.ts'

export type NewNotice = Pick<Notice, 'tone' | 'text'> & {
  /** The same id again is the same notice, shown once. */
  id: string
  /** Where to look, as a path of the hub's own. */
  href?: string
}

/** Notifies the user, as a statement for the batch of what it is about. */
export function postNotice(ctx: Context, notice: NewNotice, when: SQL = sql`1`): Statement {
  return ctx.db.run(sql`
    INSERT INTO notices (user_id, id, tone, text, href, created_at)
    SELECT ${ctx.userId}, ${notice.id}, ${notice.tone}, ${notice.text}, ${notice.href ?? null},
      ${isoTime(ctx.clock.now())}
    WHERE ${when}
    ON CONFLICT (user_id, id) DO NOTHING`)
}
