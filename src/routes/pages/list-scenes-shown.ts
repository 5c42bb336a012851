import type { Context } from '../../context.ts'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import { findScenes } from '../../domain/scenes/find-scenes.ts'
import { listActiveScenes } from '../../domain/scenes/list-active-scenes.ts'
import type { ShownScene } from '../../views/generate/scene-picker.tsx'
import type { KitScene } from '../../views/kits/kit-form.tsx'
import { templateThumbnail } from '../respond/link-pictures.ts'

type Shown = CheckedScene & ShownScene & KitScene

/** The scenes to choose from, with a link to the picture of each. */
export async function listScenesShown(ctx: Context): Promise<Shown[]> {
  return (await listActiveScenes(ctx)).map(toShown)
}

/** The same with the scenes of these keys, which may be beyond those that are offered. */
export async function withScenesOf(
  ctx: Context,
  scenes: readonly Shown[],
  keys: Iterable<string>,
): Promise<Shown[]> {
  const known = new Set(scenes.map(({ scene_key }) => scene_key))
  const others = [...new Set(keys)].filter((key) => !known.has(key))
  const found = others.length > 0 ? await findScenes(ctx, others) : []
  return [...scenes, ...found.map(toShown)]
}

function toShown(scene: CheckedScene): Shown {
  return { ...scene, picture: templateThumbnail(scene) }
}
