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

/** The same, shown again with its present text where it was there before, also if it was put away. */
export function renewNotice(ctx: Context, notice: NewNotice): Statement {
  const { id, tone, text, href = null } = notice
  const now = isoTime(ctx.clock.now())
  return ctx.db.run(sql`
    INSERT INTO notices (user_id, id, tone, text, href, created_at)
    VALUES (${ctx.userId}, ${id}, ${tone}, ${text}, ${href}, ${now})
    ON CONFLICT (user_id, id) DO UPDATE SET tone = excluded.tone, text = excluded.text,
      href = excluded.href, created_at = excluded.created_at, dismissed_at = NULL`)
}

/** Gives a notice another text where it is shown. */
export function amendNotice(ctx: Context, { id, text }: NewNotice): Statement {
  return ctx.db.run(sql`
    UPDATE notices SET text = ${text}
    WHERE user_id = ${ctx.userId} AND id = ${id} AND dismissed_at IS NULL`)
}
