import { and, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'

/**
 * A scene the user may see: the system's or an own one.
 * @throws AppError not_found
 */
async function getScene(ctx: Context, id: string): Promise<SceneTemplate> {
  const scene = await ctx.db.select().from(sceneTemplates).where(isVisible(ctx, id)).get()
  if (!scene) throw notFound()
  return scene
}

/**
 * The same with its health.
 * @throws AppError not_found
 */
export async function getCheckedScene(ctx: Context, id: string): Promise<CheckedScene> {
  const row = await selectCheckedScenes(ctx, { withStanding: true }).where(isVisible(ctx, id)).get()
  if (!row) throw notFound()
  return toCheckedScene(row)
}

function isVisible(ctx: Context, id: string) {
  return and(
    eq(sceneTemplates.id, id),
    or(eq(sceneTemplates.user_id, ctx.userId), isNull(sceneTemplates.user_id)),
  )
}

function notFound(): AppError {
  return new AppError('not_found', 'Scene not found')
}

/**
 * A scene the user may change.
 * @throws AppError not_found
 * @throws AppError forbidden for the system's
 */
export async function getOwnScene(ctx: Context, id: string): Promise<SceneTemplate> {
  const scene = await getScene(ctx, id)
  if (scene.user_id === ctx.userId) return scene
  throw new AppError(
    'forbidden',
    'This is a built-in scene, which cannot be changed. Customize it to make your own version.',
  )
}
