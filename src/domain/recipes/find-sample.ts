import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { listCollections } from '../collections/list-collections.ts'
import type { TemplateValues } from './fill-template.ts'
import { valuesOf } from './parts-of-line.ts'

/** Among so many of the newest artworks one with an author is looked for. */
const MAX_LOOKED_AT = 20

/** What the placeholders are of one of the newest artworks, best with a quote and its author. */
export async function findSample(
  ctx: Context,
): Promise<{ title: string; values: TemplateValues } | undefined> {
  const [rows, collections] = await Promise.all([
    ctx.db
      .select({ asset: assets, quote: quotes })
      .from(assets)
      .leftJoin(quotes, and(eq(quotes.user_id, assets.user_id), eq(quotes.id, assets.quote_id)))
      .where(and(eq(assets.user_id, ctx.userId), eq(assets.status, 'active')))
      .orderBy(desc(assets.id))
      .limit(MAX_LOOKED_AT),
    listCollections(ctx),
  ])
  const row = rows.find(({ quote }) => quote?.author) ?? rows.find(({ quote }) => quote) ?? rows[0]
  if (!row) return undefined
  const names = new Map(collections.map(({ key, name }) => [key, name]))
  return { title: row.asset.title, values: valuesOf(row, names) }
}
