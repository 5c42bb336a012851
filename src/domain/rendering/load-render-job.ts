import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Asset, assets, quotes } from '../../db/schema/catalogue.ts'
import { type Mockup, type MockupRun, mockupRuns, mockups } from '../../db/schema/mockups.ts'

export type RenderJob = {
  mockup: Mockup
  run: MockupRun
  asset: Asset
  collection: string | null
}

/** A mockup with all that rendering and recording it needs, in one query; undefined when deleted. */
export async function loadRenderJob(
  ctx: Context,
  mockupId: string,
): Promise<RenderJob | undefined> {
  const row = await ctx.db
    .select({ mockup: mockups, run: mockupRuns, asset: assets, collection: quotes.collection })
    .from(mockups)
    .innerJoin(
      mockupRuns,
      and(eq(mockupRuns.user_id, mockups.user_id), eq(mockupRuns.id, mockups.run_id)),
    )
    .innerJoin(assets, and(eq(assets.user_id, mockups.user_id), eq(assets.id, mockups.asset_id)))
    .leftJoin(quotes, and(eq(quotes.user_id, mockups.user_id), eq(quotes.id, mockups.quote_id)))
    .where(and(eq(mockups.user_id, ctx.userId), eq(mockups.id, mockupId)))
    .get()
  return row
}
