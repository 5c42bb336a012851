import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import { isUniqueViolation } from '../../db/is-unique-violation.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { recipeOfScene } from '../pictures/recipe.ts'
import type { NewScene } from './schemas.ts'

/** Adds a scene of the user's own. Ends in `conflict` where one of theirs has the key already. */
export async function createScene(ctx: Context, input: NewScene): Promise<SceneTemplate> {
  const now = isoTime(ctx.clock.now())
  const scene: SceneTemplate = {
    id: newId(),
    user_id: ctx.userId,
    ...input,
    dm_template_url: input.dm_template_url ?? null,
    preview_url: input.preview_url ?? null,
    recipe: recipeOfScene(input),
    is_system: false,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  try {
    await writeAll(ctx.db, [
      ctx.db.insert(sceneTemplates).values(scene),
      recordActivity(ctx, {
        action_type: 'scene_created',
        module: 'scenes',
        details: { sceneId: scene.id, scene: scene.scene_key, name: scene.name },
        reference_id: scene.id,
        reference_table: 'mockup_scene_templates',
      }),
    ])
  } catch (cause) {
    if (isUniqueViolation(cause, 'mockup_scene_templates')) throw keyTaken(input.scene_key)
    throw cause
  }
  return scene
}

function keyTaken(key: string): AppError {
  const message = `You have a scene with the key ${key} already. Change that one, or take another key.`
  return new AppError('conflict', message, { errors: [{ pointer: '/scene_key', message }] })
}
