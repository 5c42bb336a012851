import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'

const MAX_COUNTED = 100
const MAX_NOTICES = 5

const layoutData = z.object({
  approvals: z.number(),
  exhausted: z.number(),
  retrying: z.number(),
  suspects: z.number(),
  failed_publishes: z.number(),
  unattended_publishes: z.number(),
  held_up: z.number(),
  parked: z.number(),
  next_attempt_at: z.string().nullable(),
  connections: z.string().transform((text) => connectionRows.parse(JSON.parse(text))),
  time_zone: z.string().nullable(),
  notices: z.string().transform((text) => noticeRows.parse(JSON.parse(text))),
})
const connectionRows = z.array(
  z.object({ provider: z.enum(['dynamic_mockups', 'shopify']), error: z.string().nullable() }),
)
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
 * What every page shows around its content, in one query: how much waits for the user (each counted
 * to 100), which connections the vendors refuse, how many mockups wait for a vendor that does not
 * answer, how many products for credentials of their shop, open notices, and the time zone that the user has chosen. `unattended_publishes` are the
 * failed ones that no open retry has.
 */
export async function readLayoutData(ctx: Context): Promise<LayoutData> {
  const { userId } = ctx
  const row = await ctx.db.get(sql`
    SELECT
      (SELECT min(coalesce(sum(pending), 0), ${MAX_COUNTED}) FROM approval_tallies
        WHERE user_id = ${userId}) AS approvals,
      (SELECT min(coalesce(sum(n), 0), ${MAX_COUNTED}) FROM retry_counts
        WHERE user_id = ${userId} AND status = 'exhausted') AS exhausted,
      (SELECT min(coalesce(sum(n), 0), ${MAX_COUNTED}) FROM retry_counts
        WHERE user_id = ${userId} AND status IN ('waiting', 'running')) AS retrying,
      (SELECT count(*) FROM (SELECT 1 FROM pictures
        WHERE user_id = ${userId} AND state = 'suspect' LIMIT ${MAX_COUNTED})) AS suspects,
      (SELECT count(*) FROM (SELECT 1 FROM products
        WHERE user_id = ${userId} AND publish_state = 'failed'
        LIMIT ${MAX_COUNTED})) AS failed_publishes,
      (SELECT count(*) FROM (SELECT 1 FROM products AS p
        WHERE p.user_id = ${userId} AND p.publish_state = 'failed' AND NOT EXISTS (
          SELECT 1 FROM retry_queue AS r WHERE r.user_id = p.user_id
            AND r.operation_type = 'product_publish' AND r.subject_id = p.id
            AND r.status IN ('waiting', 'running', 'exhausted'))
        LIMIT ${MAX_COUNTED})) AS unattended_publishes,
      (SELECT count(*) FROM (SELECT 1 FROM pictures
        WHERE user_id = ${userId} AND waiting_for IN ('breaker', 'unreachable')
        LIMIT ${MAX_COUNTED})) AS held_up,
      (SELECT count(*) FROM (SELECT 1 FROM products
        WHERE user_id = ${userId} AND publish_parked_at IS NOT NULL
        LIMIT ${MAX_COUNTED})) AS parked,
      (SELECT min(next_attempt_at) FROM pictures
        WHERE user_id = ${userId} AND waiting_for IN ('breaker', 'unreachable')) AS next_attempt_at,
      (SELECT json_group_array(json_object('provider', provider, 'error', error))
        FROM integrations WHERE user_id = ${userId} AND status = 'error') AS connections,
      (SELECT time_zone FROM user_settings WHERE user_id = ${userId}) AS time_zone,
      (SELECT json_group_array(json_object('id', id, 'tone', tone, 'text', text, 'href', href))
        FROM (SELECT * FROM notices WHERE user_id = ${userId} AND dismissed_at IS NULL
          ORDER BY id DESC LIMIT ${MAX_NOTICES})) AS notices`)
  return layoutData.parse(row)
}

/** How much of it only a person can settle: what is retried by itself is not among it. */
export function countNeedsYou(data: LayoutData): number {
  const { exhausted, suspects, unattended_publishes, connections } = data
  return exhausted + suspects + unattended_publishes + connections.length
}
