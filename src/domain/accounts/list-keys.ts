import { count, desc, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { apiKeys } from '../../db/schema/accounts.ts'
import { keyScopes } from './key-scopes.ts'
import type { ApiKeyScope } from './schemas.ts'

const MAXIMUM_KEYS_LISTED = 100

/** A key as its owner sees it: never the key itself, only how it starts. Times are ISO 8601. */
export type ListedKey = {
  id: string
  name: string
  start: string
  scopes: ApiKeyScope[]
  createdAt: string
  lastUsedAt: string | null
  expiresAt: string | null
  expired: boolean
}

/** The user's API keys, newest first. */
export async function listKeys(ctx: Context): Promise<ListedKey[]> {
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.referenceId, ctx.userId))
    .orderBy(desc(apiKeys.createdAt))
    .limit(MAXIMUM_KEYS_LISTED)
  const now = ctx.clock.now()
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? 'Unnamed',
    start: row.start ?? '',
    scopes: keyScopes(row.permissions),
    createdAt: isoTime(row.createdAt.getTime()),
    lastUsedAt: row.lastRequest && isoTime(row.lastRequest.getTime()),
    expiresAt: row.expiresAt && isoTime(row.expiresAt.getTime()),
    expired: row.expiresAt !== null && row.expiresAt.getTime() <= now,
  }))
}

/** How many keys the user has. */
export async function countKeys(ctx: Context): Promise<number> {
  const [row] = await ctx.db
    .select({ keys: count() })
    .from(apiKeys)
    .where(eq(apiKeys.referenceId, ctx.userId))
  return row?.keys ?? 0
}
