import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import type { ShownScene } from '../../views/generate/scene-picker.tsx'
import type { KitScene } from '../../views/kits/kit-form.tsx'
import { templateThumbnail } from '../respond/link-pictures.ts'

/** Scenes to choose from, with a link to the picture of each. */
export function picturedScenes(
  scenes: readonly CheckedScene[],
): (CheckedScene & ShownScene & KitScene)[] {
  return scenes.map((scene) => ({ ...scene, picture: templateThumbnail(scene) }))
}
