import type { Context } from '../../context.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { listActiveScenes } from '../../domain/scenes/list-active-scenes.ts'
import type { ShownScene } from '../../views/generate/scene-picker.tsx'
import type { KitScene } from '../../views/kits/kit-form.tsx'
import { templateThumbnail } from '../respond/link-pictures.ts'

/** The scenes to choose from, with a link to the picture of each. */
export async function listScenesShown(
  ctx: Context,
): Promise<(CheckedScene & ShownScene & KitScene)[]> {
  const scenes = await listActiveScenes(ctx)
  return scenes.map((scene) => ({ ...scene, picture: templateThumbnail(scene) }))
}
