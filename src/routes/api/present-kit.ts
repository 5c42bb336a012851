import type * as z from 'zod'
import type { Context } from '../../context.ts'
import { findUsableScenes } from '../../domain/kits/find-usable-scenes.ts'
import type { Kit } from '../../domain/kits/get-kit.ts'
import { kitAnswer } from '../../domain/kits/schemas.ts'

type KitAnswer = z.output<typeof kitAnswer>

/** A kit as the JSON API shows it, with those of its scenes that are not usable now. */
export function presentKit(
  { user_id: _owner, ...kit }: Kit,
  usable: ReadonlySet<string>,
): KitAnswer {
  const keys = kit.scenes.map((scene) => scene.scene_key)
  return kitAnswer.parse({ ...kit, missing_scenes: keys.filter((key) => !usable.has(key)) })
}

/** The same, of one that was just read or written. */
export async function presentReadKit(ctx: Context, kit: Kit): Promise<KitAnswer> {
  return presentKit(kit, await findUsableScenes(ctx, kit))
}
