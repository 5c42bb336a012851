import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'

/** The newest approved picture of each of these scenes, by key of scene; its file's key. */
export async function findScenePictures(
  ctx: Context,
  sceneKeys: string[],
): Promise<Map<string, string>> {
  const rows = await ctx.db.all<{ scene: string; file: string }>(sql`
    SELECT wanted.value AS scene, coalesce(p.thumbnail_key, p.file_key) AS file
    FROM json_each(${JSON.stringify([...new Set(sceneKeys)])}) AS wanted
    CROSS JOIN mockups AS m ON m.user_id = ${ctx.userId} AND m.id = (
      SELECT newest.id FROM mockups AS newest
      WHERE newest.user_id = ${ctx.userId} AND newest.scene = wanted.value
        AND newest.status = 'approved'
      ORDER BY newest.id DESC LIMIT 1)
    CROSS JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
    WHERE p.file_key IS NOT NULL`)
  return new Map(rows.map(({ scene, file }) => [scene, file]))
}
