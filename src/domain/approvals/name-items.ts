import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { listedIds } from '../../db/client.ts'

const namedItem = z.object({
  id: z.string(),
  title: z.string(),
  scene: z.string().nullable(),
  asset_id: z.string().nullable(),
})

export type NamedItem = z.infer<typeof namedItem>

/** What these items are about, by their ids (at most 200); those whose subject has gone are left out. */
export async function nameItems(ctx: Context, ids: readonly string[]): Promise<NamedItem[]> {
  const rows = await ctx.db.all(sql`
    SELECT i.id, coalesce(a.title, p.title) AS title, i.scene, i.asset_id
    FROM ${listedIds(ctx.userId, ids)}
    CROSS JOIN approval_items AS i ON i.user_id = asked.value ->> 'user_id'
      AND i.id = asked.value ->> 'id'
    LEFT JOIN assets AS a ON a.user_id = i.user_id AND a.id = i.asset_id
    LEFT JOIN products AS p ON p.user_id = i.user_id AND p.id = i.reference_id
      AND i.type = 'product'
    WHERE coalesce(a.title, p.title) IS NOT NULL`)
  return z.array(namedItem).parse(rows)
}
