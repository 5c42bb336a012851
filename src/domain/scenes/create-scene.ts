import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { isUniqueViolation } from '../../db/is-unique-violation.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { recipeOfScene } from '../pictures/recipe.ts'
import { MAX_OWN_SCENES, type NewScene } from './schemas.ts'
import { writeScene } from './write-scene.ts'

/**
 * Adds a scene of the user's own under its work id. A second call with the same id adds nothing
 * and answers with the scene as it is now. A dry run answers with the one that would be added.
 * @throws AppError conflict where another scene of theirs has the key, and beyond two hundred scenes
 */
export async function createScene(
  ctx: Context,
  input: NewScene,
  id = newId(),
  { dryRun }: { dryRun?: boolean } = {},
): Promise<SceneTemplate> {
  const now = isoTime(ctx.clock.now())
  const scene: SceneTemplate = {
    id,
    user_id: ctx.userId,
    ...sceneContent(input),
    recipe: recipeOfScene(input),
    is_system: false,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  let refusal: AppError | undefined
  try {
    if (await writeScene(ctx, { scene }, { dryRun })) return scene
  } catch (cause) {
    // A repeat conflicts by its key as well as by its id: the database names either.
    if (!isUniqueViolation(cause, 'mockup_scene_templates')) throw cause
    refusal = sceneKeyTaken(input.scene_key)
  }
  const existing = await ctx.db
    .select()
    .from(sceneTemplates)
    .where(and(eq(sceneTemplates.user_id, ctx.userId), eq(sceneTemplates.id, id)))
    .get()
  if (!existing) throw refusal ?? ((await isFull(ctx)) ? tooMany() : idTaken())
  return existing
}

/** What of a scene is written by people, as it is stored. */
export function sceneContent({ dm_template_url = null, preview_url = null, ...rest }: NewScene) {
  return { ...rest, dm_template_url, preview_url }
}

export function sceneKeyTaken(key: string): AppError {
  const message = `You already have a scene with the key ${key}. Edit that one, or choose another key.`
  return new AppError('conflict', message, { errors: [{ pointer: '/scene_key', message }] })
}

async function isFull({ db, userId }: Context): Promise<boolean> {
  return (await db.$count(sceneTemplates, eq(sceneTemplates.user_id, userId))) >= MAX_OWN_SCENES
}

function tooMany(): AppError {
  return new AppError(
    'conflict',
    `You have ${MAX_OWN_SCENES} scenes of your own, which is the limit. Nothing was added. Delete one you no longer need.`,
  )
}

function idTaken(): AppError {
  return new AppError('conflict', 'The scene was not added. Try again.')
}
