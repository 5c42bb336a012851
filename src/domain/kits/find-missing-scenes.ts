import type { Context } from '../../context.ts'
import { findScenes } from '../scenes/find-scenes.ts'
import { isUsable } from '../templates/scene-health.ts'
import type { Kit } from './get-kit.ts'

/**
 * The keys in these kits that nothing can be rendered in now: gone, switched off, or with a template
 * that the account does not have.
 */
export async function findMissingScenes(
  ctx: Context,
  kits: readonly Kit[],
): Promise<ReadonlySet<string>> {
  const keys = [...new Set(kits.flatMap((kit) => kit.scenes.map((scene) => scene.scene_key)))]
  if (keys.length === 0) return new Set()
  const found = new Set(
    (await findScenes(ctx, keys)).filter(isUsable).map((scene) => scene.scene_key),
  )
  return new Set(keys.filter((key) => !found.has(key)))
}
