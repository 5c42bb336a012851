import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { countUpTo, pageOf } from '../../db/page.ts'
import { sceneKits } from '../../db/schema/kits.ts'
import { countedRows, type Page, toPage, toTotal } from '../../paging.ts'
import type { Kit } from './get-kit.ts'
import { type KitQuery, MAX_KITS } from './schemas.ts'

/** A page of the user's kits, newest first. */
export async function listKits(ctx: Context, query: KitQuery): Promise<Page<Kit>> {
  const own = eq(sceneKits.user_id, ctx.userId)
  const [rows, totals] = await ctx.db.batch([
    pageOf(ctx.db.select().from(sceneKits).$dynamic(), sceneKits.id, own, query),
    countUpTo(ctx.db, sceneKits, own, countedRows(query)),
  ])
  return toPage(rows, toTotal(totals[0]?.n ?? 0, query), query)
}

/** All kits of the user by name, at most fifty: for pages, and to find a collection's default. */
export async function listAllKits(ctx: Context): Promise<Kit[]> {
  const rows = await ctx.db
    .select()
    .from(sceneKits)
    .where(eq(sceneKits.user_id, ctx.userId))
    .limit(MAX_KITS)
  return rows.toSorted((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }))
}

/** The default kit of a collection among these. */
export function defaultKitOf(kits: readonly Kit[], collection: string | null): Kit | undefined {
  return collection === null ? undefined : kits.find((kit) => kit.default_for.includes(collection))
}
