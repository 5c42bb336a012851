import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { pictures } from '../../db/schema/pictures.ts'

export type SceneSample = { scene: string; key: string }

/** The newest picture the user has of each of these scenes: the key of its smallest file. */
export async function findSceneSamples(
  ctx: Context,
  sceneKeys: readonly string[],
): Promise<SceneSample[]> {
  const newest = ctx.db
    .select({ id: sql<string>`max(${mockups.id})` })
    .from(mockups)
    .where(
      and(
        isAnyOf([mockups.user_id, mockups.scene], [ctx.userId], sceneKeys),
        inArray(mockups.status, ['completed', 'approved', 'rejected']),
      ),
    )
    .groupBy(mockups.scene)
  const rows = await ctx.db
    .select({
      scene: mockups.scene,
      key: sql<string>`coalesce(${pictures.thumbnail_key}, ${pictures.file_key})`,
    })
    .from(mockups)
    .innerJoin(
      pictures,
      and(eq(pictures.user_id, mockups.user_id), eq(pictures.id, mockups.picture_id)),
    )
    .where(and(eq(mockups.user_id, ctx.userId), sql`${mockups.id} IN ${newest}`))
  return rows
}
