import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import { mockups } from '../../db/schema/mockups.ts'

/** The artworks of a run's pairs, each once: many pairs show the same one. */
export function listRunAssets(ctx: Context, runId: string): Promise<Asset[]> {
  return ctx.db
    .select()
    .from(assets)
    .where(
      sql`(${assets.user_id}, ${assets.id}) IN (SELECT ${ctx.userId}, asset_id FROM ${mockups}
        WHERE user_id = ${ctx.userId} AND run_id = ${runId})`,
    )
}
