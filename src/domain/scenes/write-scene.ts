import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { ActionType } from '../activity/schemas.ts'
import { whereKnown } from '../collections/require-collections.ts'
import { recipeOfScene } from '../pictures/recipe.ts'
import { settleLostScenes } from '../templates/lost-scenes.ts'
import { MAX_OWN_SCENES } from './schemas.ts'

/** A whole row, in place of `before` where there is one, and the fields that differ from it. */
export type SceneWrite =
  | { scene: SceneTemplate; before?: undefined }
  | { scene: SceneTemplate; before: SceneTemplate; fields: string[] }

type Trial = { dryRun?: boolean | undefined }

/**
 * Writes a scene of the user's with its activity row: a new one under an id that is free while there
 * are fewer than two hundred, or one that still has the version of `before`. All scenes are written
 * here; a dry run writes nothing.
 * @returns whether it was written, or would be
 * @throws AppError invalid for a collection that the user does not have
 */
export async function writeScene(
  ctx: Context,
  write: SceneWrite,
  options: Trial = {},
): Promise<boolean> {
  const { scene, before } = write
  if (!before) {
    const activity = activityOf(ctx, 'scene_created', scene)
    return writeAndSettle(ctx, scene, [insert(ctx, scene), activity], options)
  }
  const { id, user_id: _owner, ...columns } = scene
  const update = ctx.db
    .update(sceneTemplates)
    .set({ ...columns, recipe: recipeOfScene(scene) })
    .where(
      and(
        eq(sceneTemplates.user_id, ctx.userId),
        eq(sceneTemplates.id, id),
        eq(sceneTemplates.version, before.version),
      ),
    )
    .returning({ id: sceneTemplates.id })
  const activity = activityOf(ctx, 'scene_changed', before, { fields: write.fields })
  return writeAndSettle(ctx, scene, [update, activity], options)
}

async function writeAndSettle(
  ctx: Context,
  scene: SceneTemplate,
  [change, activity]: readonly [Statement, Statement],
  { dryRun }: Trial,
): Promise<boolean> {
  const isWritten = await whereKnown(ctx, namedIn(scene), () =>
    compareAndSet(ctx.db, change, [activity], { dryRun }),
  )
  if (isWritten && !dryRun) await settleLostScenes(ctx)
  return isWritten
}

function insert({ db }: Context, scene: SceneTemplate): Statement {
  const { id, user_id, scene_key, name, description, dm_template_id, dm_template_url } = scene
  const { config, recipe, preview_url, is_active, is_system, recommended_collections } = scene
  return db
    .insert(sceneTemplates)
    .select(sql`
      SELECT ${id}, ${user_id}, ${scene_key}, ${name}, ${description}, ${dm_template_id},
        ${dm_template_url}, ${JSON.stringify(config)}, ${recipe}, ${preview_url},
        ${Number(is_active)}, ${Number(is_system)}, ${JSON.stringify(recommended_collections)},
        ${scene.version}, ${scene.created_at}, ${scene.updated_at}
      WHERE (SELECT count(*) FROM mockup_scene_templates WHERE user_id = ${user_id})
        < ${MAX_OWN_SCENES}`)
    .onConflictDoNothing({ target: sceneTemplates.id })
    .returning({ id: sceneTemplates.id })
}

function namedIn(scene: SceneTemplate) {
  return { keys: scene.recommended_collections, pointer: '/recommended_collections' }
}

function activityOf(
  ctx: Context,
  action_type: ActionType,
  { id, scene_key, name }: SceneTemplate,
  more: Record<string, unknown> = {},
) {
  return recordActivity(
    ctx,
    {
      action_type,
      module: 'scenes',
      details: { sceneId: id, scene: scene_key, name, ...more },
      reference_id: id,
      reference_table: 'mockup_scene_templates',
    },
    { onlyIfChanged: true },
  )
}
