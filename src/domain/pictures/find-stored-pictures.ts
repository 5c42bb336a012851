import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { inJson } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'

/** Mockups whose picture is there and may be used again for free, by picture key. */
export async function findStoredPictures(
  ctx: Context,
  pictureKeys: readonly string[],
): Promise<Map<string, Mockup>> {
  const rows = await ctx.db
    .select()
    .from(mockups)
    .where(
      and(
        eq(mockups.user_id, ctx.userId),
        inJson(mockups.picture_key, [...new Set(pictureKeys)]),
        isNotNull(mockups.file_key),
        inArray(mockups.status, ['completed', 'approved', 'rejected']),
      ),
    )
  return new Map(rows.map((row) => [row.picture_key, row]))
}
