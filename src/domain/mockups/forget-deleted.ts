import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { markUnused } from '../pictures/picture.ts'

const rows = z.array(z.object({ id: z.string(), picture_id: z.string() }))
type Forgotten = z.infer<typeof rows>

/**
 * Deletes mockups for good that could be restored until now, at most 200; their pictures go once
 * nothing shows them. Returns how many there were.
 */
export async function forgetDeleted(ctx: Context, ids: readonly string[]): Promise<number> {
  const found = await findDeleted(ctx, isAnyOf([sql`user_id`, sql`id`], [ctx.userId], ids))
  await writeAll(ctx.db, forget(ctx, found))
  return found.length
}

/** Those of an artwork. */
export function findDeletedOf(ctx: Context, assetId: string): Promise<Forgotten> {
  return findDeleted(ctx, sql`user_id = ${ctx.userId} AND asset_id = ${assetId}`)
}

/** The same as statements, for the batch of what takes them with it. */
export function forget(ctx: Context, found: Forgotten): Statement[] {
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const pictureIds = [...new Set(found.map(({ picture_id }) => picture_id))]
  return [
    ctx.db.run(sql`
      DELETE FROM deleted_mockups
      WHERE ${isAnyOf([sql`user_id`, sql`id`], [ctx.userId], ids)}`),
    markUnused(ctx, pictureIds),
  ]
}

async function findDeleted(ctx: Context, condition: SQL): Promise<Forgotten> {
  return rows.parse(
    await ctx.db.all(sql`SELECT id, picture_id FROM deleted_mockups WHERE ${condition}`),
  )
}
