import type * as z from 'zod'
import type { Context } from '../../context.ts'
import { findMissingScenes } from '../../domain/kits/find-missing-scenes.ts'
import type { Kit } from '../../domain/kits/get-kit.ts'
import { kitAnswer } from '../../domain/kits/schemas.ts'

type KitAnswer = z.output<typeof kitAnswer>

/** Kits as the JSON API shows them, each with those of its scenes that cannot be rendered now. */
export async function presentKits(ctx: Context, kits: readonly Kit[]): Promise<KitAnswer[]> {
  const missing = await findMissingScenes(ctx, kits)
  return kits.map(({ user_id: _owner, ...kit }) => {
    const keys = kit.scenes.map((scene) => scene.scene_key)
    return kitAnswer.parse({ ...kit, missing_scenes: keys.filter((key) => missing.has(key)) })
  })
}

/** One kit as the JSON API shows it. */
export async function presentKit(ctx: Context, kit: Kit): Promise<KitAnswer> {
  const [shown] = await presentKits(ctx, [kit])
  return kitAnswer.parse(shown)
}
