import { and, asc, eq, sql } from 'drizzle-orm'
import type { BaseContext } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'

const MAX_A_CALL = 10
/** Looked at, and nothing could be read. */
const UNREADABLE = ''

/**
 * Reads what the files of artworks say of their colours, where nobody has looked since they were
 * stored, of all users; returns how many it looked at.
 */
export async function readProfiles(base: BaseContext): Promise<number> {
  const { user_id, id, file_key, format } = assets
  const rows = await base.db
    .select({ user_id, id, file_key, format })
    .from(assets)
    // Written out, so that the index of those without serves.
    .where(sql`${assets.profile} IS NULL`)
    .orderBy(asc(assets.updated_at))
    .limit(MAX_A_CALL)
  const read = await Promise.all(
    rows.map(async (row) => ({
      row,
      colours: await base.files.storedColours(row.file_key, row.format),
    })),
  )
  await writeAll(
    base.db,
    read.map(({ row, colours }) =>
      base.db
        .update(assets)
        .set(colours ?? { profile: UNREADABLE })
        .where(and(eq(user_id, row.user_id), eq(id, row.id), eq(file_key, row.file_key))),
    ),
  )
  return rows.length
}
