import { changedFields } from '../../changed-fields.ts'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { SceneTemplate } from '../../db/schema/mockups.ts'
import { AppError, changedMeanwhile } from '../../errors.ts'
import { getOwnScene } from './get-scene.ts'
import type { SceneChange } from './schemas.ts'
import { writeScene } from './write-scene.ts'

// Each try is lost only to another change that was written.
const MAX_TRIES = 5

/**
 * Changes the fields given and raises the version. With a `version` only a scene that is still at
 * it is changed. What is so already is not written again. A dry run answers with the scene as it
 * would be.
 * @throws AppError not_found
 * @throws AppError forbidden for a system scene
 * @throws AppError precondition_failed where the scene has another version by now
 * @throws AppError conflict where others keep changing it
 */
export async function updateScene(
  ctx: Context,
  id: string,
  change: SceneChange,
  { version, dryRun }: { version?: number; dryRun?: boolean } = {},
): Promise<SceneTemplate> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const before = await getOwnScene(ctx, id)
    const fields = changedFields(before, change)
    if (fields.length === 0) return before
    if (version !== undefined && version !== before.version)
      throw changedMeanwhile('This scene was')
    const updated_at = isoTime(ctx.clock.now())
    const scene = { ...before, ...change, version: before.version + 1, updated_at }
    if (await writeScene(ctx, { scene, before, fields }, { dryRun })) return scene
  }
  throw new AppError(
    'conflict',
    'This scene is being changed from several places at once. Your changes were not saved. Try again.',
  )
}
