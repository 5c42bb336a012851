import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'

const namedMockup = z.object({
  id: z.string(),
  picture_id: z.string(),
  title: z.string(),
  scene: z.string(),
  asset_id: z.string(),
  status: z.string(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
})

export type NamedMockup = z.infer<typeof namedMockup>

/** What these mockups show and what was decided about them, by their ids (at most 200). */
export async function nameMockups(ctx: Context, ids: readonly string[]): Promise<NamedMockup[]> {
  const rows = await ctx.db.all(sql`
    SELECT m.id, m.picture_id, a.title, m.scene, m.asset_id, m.status, p.decided_at, p.decided_by
    FROM ${listedIds(ctx.userId, ids)}
    CROSS JOIN mockups AS m ON m.user_id = asked.value ->> 'user_id' AND m.id = asked.value ->> 'id'
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    CROSS JOIN assets AS a ON a.user_id = m.user_id AND a.id = m.asset_id`)
  return z.array(namedMockup).parse(rows)
}
