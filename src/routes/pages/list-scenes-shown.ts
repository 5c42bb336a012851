import type { Context } from '../../context.ts'
import { listActiveScenes } from '../../domain/scenes/list-active-scenes.ts'
import type { ShownScene } from '../../views/generate/scene-picker.tsx'

/** The scenes to choose from, with a link to a picture of each. */
export async function listScenesShown(ctx: Context): Promise<ShownScene[]> {
  const scenes = await listActiveScenes(ctx)
  return Promise.all(
    scenes.map(async (scene) => ({
      ...scene,
      picture: scene.picture ? await ctx.files.path(scene.picture) : null,
    })),
  )
}
