import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'

const MAX_COUNTED = 100
const MAX_NOTICES = 5

const layoutData = z.object({
  approvals: z.number(),
  problems: z.number(),
  suspects: z.number(),
  held_up: z.number(),
  next_attempt_at: z.string().nullable(),
  notices: z.string().transform((text) => noticeRows.parse(JSON.parse(text))),
})
const noticeRows = z.array(
  z.object({
    id: z.string(),
    tone: z.enum(['neutral', 'amber', 'red']),
    text: z.string(),
    href: z.string().nullable(),
  }),
)

export type LayoutData = z.infer<typeof layoutData>

/**
 * What every page shows around its content, in one query: how much waits for the user (counted to
 * 100), how many mockups wait for a vendor that does not answer, and open notices.
 */
export async function readLayoutData(ctx: Context): Promise<LayoutData> {
  const { userId } = ctx
  const row = await ctx.db.get(sql`
    SELECT
      (SELECT min(coalesce(sum(pending), 0), ${MAX_COUNTED}) FROM approval_tallies
        WHERE user_id = ${userId}) AS approvals,
      (SELECT min(coalesce(sum(n), 0), ${MAX_COUNTED}) FROM retry_counts
        WHERE user_id = ${userId} AND status = 'exhausted') AS problems,
      (SELECT count(*) FROM (SELECT 1 FROM pictures
        WHERE user_id = ${userId} AND state = 'suspect' LIMIT ${MAX_COUNTED})) AS suspects,
      (SELECT count(*) FROM (SELECT 1 FROM pictures
        WHERE user_id = ${userId} AND waiting_for IN ('breaker', 'unreachable')
        LIMIT ${MAX_COUNTED})) AS held_up,
      (SELECT min(next_attempt_at) FROM pictures
        WHERE user_id = ${userId} AND waiting_for IN ('breaker', 'unreachable')) AS next_attempt_at,
      (SELECT json_group_array(json_object('id', id, 'tone', tone, 'text', text, 'href', href))
        FROM (SELECT * FROM notices WHERE user_id = ${userId} AND dismissed_at IS NULL
          ORDER BY id DESC LIMIT ${MAX_NOTICES})) AS notices`)
  return layoutData.parse(row)
}
