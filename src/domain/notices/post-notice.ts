import { sql } from 'drizzle-orm'
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

/** A notice that nobody asked for, as a statement for the batch of the change it is about. */
export function postNotice(ctx: Context, notice: NewNotice): Statement {
  return ctx.db.run(sql`
    INSERT INTO notices (user_id, id, tone, text, href, created_at)
    VALUES (${ctx.userId}, ${notice.id}, ${notice.tone}, ${notice.text}, ${notice.href ?? null},
      ${isoTime(ctx.clock.now())})
    ON CONFLICT (user_id, id) DO NOTHING`)
}
