import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { readStanding, type SceneStanding, standingOf } from './scene-standing.ts'

const found = z.object({ id: z.string(), name: z.string(), standing: z.string() })

/**
 * A scene by its key, the user's own before the system's, with how it fares with people and whether
 * it is approved without them.
 * @throws AppError not_found
 */
export async function getSceneAutopilot(
  ctx: Context,
  sceneKey: string,
): Promise<{ scene: { id: string; name: string }; standing: SceneStanding }> {
  const [row] = z.array(found).parse(
    await ctx.db.all(sql`
      SELECT t.id, t.name, ${standingOf(sql`${ctx.userId}`, sql`t.scene_key`)} AS standing
      FROM mockup_scene_templates AS t
      WHERE t.scene_key = ${sceneKey} AND (t.user_id = ${ctx.userId} OR t.user_id IS NULL)
      ORDER BY t.user_id IS NULL LIMIT 1`),
  )
  if (!row) throw new AppError('not_found', `Scene template not found: ${sceneKey}`)
  return { scene: { id: row.id, name: row.name }, standing: readStanding(row.standing) }
}
