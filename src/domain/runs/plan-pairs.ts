import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import type { Placement, SceneTemplate } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { findScenes } from '../scenes/find-scenes.ts'

export type Pair = { asset: Asset; scene: SceneTemplate; placement: Placement | null }
export type Plan = { assets: Asset[]; pairs: Pair[]; unknownScenes: string[] }

/**
 * Every chosen artwork in every chosen scene. A scene without an active template is left out and
 * named, as long as another one has.
 * @throws AppError not_found for an artwork that is not the user's, naming it
 * @throws AppError invalid when none of the scenes has an active template
 */
export async function planPairs(
  ctx: Context,
  assetIds: readonly string[],
  sceneKeys: readonly string[],
): Promise<Plan> {
  const [chosen, scenes] = await Promise.all([
    findAssets(ctx, assetIds),
    findScenes(ctx, [...sceneKeys]),
  ])
  const byKey = new Map(scenes.map((scene) => [scene.scene_key, scene]))
  const known = sceneKeys.flatMap((key) => byKey.get(key) ?? [])
  const unknownScenes = sceneKeys.filter((key) => !byKey.has(key))
  if (known.length === 0) {
    const errors = unknownScenes.map((key) => ({
      pointer: '/scenes',
      message: `Scene template not found: ${key}`,
    }))
    throw new AppError('invalid', errors[0]?.message ?? 'Scene template not found', { errors })
  }
  const pairs = chosen.flatMap((asset) => known.map((scene) => ({ asset, scene, placement: null })))
  return { assets: chosen, pairs, unknownScenes }
}

async function findAssets(ctx: Context, ids: readonly string[]): Promise<Asset[]> {
  const rows = await ctx.db
    .select()
    .from(assets)
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.filter((id) => !byId.has(id))
  if (missing.length > 0) {
    throw new AppError('not_found', 'One or more assets not found', {
      errors: missing.map((id) => ({ pointer: '/asset_ids', message: `No asset ${id}` })),
    })
  }
  return ids.flatMap((id) => byId.get(id) ?? [])
}
