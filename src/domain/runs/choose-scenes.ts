import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { getKit } from '../kits/get-kit.ts'

export type SceneChoice = {
  /** Without them, those of the kit. */
  scenes?: readonly string[]
  /** The kit that they come from. */
  kit_id?: string
}

/** `max_pairs`: beyond it a kit is refused; its scenes are not known to whoever sends its id. */
type Asked = SceneChoice & { asset_ids: readonly string[]; max_pairs?: number }

/**
 * The keys of the scenes that were chosen, by hand or by a kit.
 * @throws AppError not_found for a kit that is not the user's
 * @throws AppError invalid for more pairs than there may be
 */
export async function chooseScenes(
  ctx: Context,
  { asset_ids, scenes, kit_id, max_pairs }: Asked,
): Promise<string[]> {
  if (scenes) return [...scenes]
  if (!kit_id) return []
  const kit = await getKit(ctx, kit_id)
  const pairs = asset_ids.length * kit.scenes.length
  if (max_pairs !== undefined && pairs > max_pairs) throw tooMany(pairs, max_pairs)
  return kit.scenes.map((scene) => scene.scene_key)
}

function tooMany(pairs: number, most: number): AppError {
  const message = `These artworks in the scenes of this kit make ${pairs} mockups. You can generate up to ${most} at once`
  return new AppError('invalid', 'Invalid request body', {
    errors: [{ pointer: '/asset_ids', message }],
  })
}
