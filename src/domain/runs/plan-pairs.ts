import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Asset, assets } from '../../db/schema/catalogue.ts'
import type { Placement, SceneTemplate } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenesToRender } from '../scenes/find-scenes.ts'
import { isUsable, problemOf } from '../templates/scene-health.ts'

export type Pair = { asset: Asset; scene: SceneTemplate; placement: Placement | null }

/** What nothing can be rendered in, and why: where a scene is there, that is told by its key. */
export type LeftOut = { unknownScenes: string[]; sceneProblems: Record<string, string> }
export type Plan = { assets: Asset[]; pairs: Pair[] } & LeftOut

/** How scenes are looked up: a page that only shows a price does not wait for the vendor. */
export type FindScenes = (ctx: Context, keys: string[]) => Promise<CheckedScene[]>

/**
 * Every chosen artwork in every chosen scene. A scene without an active template, or whose template
 * the account does not have, is left out and named, as long as another one is left.
 * @throws AppError not_found for an artwork that is not the user's, naming it
 * @throws AppError invalid when none of the scenes can be rendered
 */
export async function planPairs(
  ctx: Context,
  assetIds: readonly string[],
  sceneKeys: readonly string[],
  find: FindScenes = findScenesToRender,
): Promise<Plan> {
  const plan = await planKnown(ctx, assetIds, sceneKeys, find)
  if (plan.unknownScenes.length === sceneKeys.length) throw noScene(plan)
  return plan
}

async function planKnown(
  ctx: Context,
  assetIds: readonly string[],
  sceneKeys: readonly string[],
  find: FindScenes,
): Promise<Plan> {
  const [assets, scenes] = await Promise.all([findAssets(ctx, assetIds), find(ctx, [...sceneKeys])])
  const usable = new Map(scenes.filter(isUsable).map((scene) => [scene.scene_key, scene]))
  const known = sceneKeys.flatMap((key) => usable.get(key) ?? [])
  return {
    assets,
    pairs: assets.flatMap((asset) => known.map((scene) => ({ asset, scene, placement: null }))),
    unknownScenes: sceneKeys.filter((key) => !usable.has(key)),
    sceneProblems: problemsOf(scenes),
  }
}

/** Why those of these scenes that cannot be rendered cannot, by key. */
export function problemsOf(scenes: readonly CheckedScene[]): Record<string, string> {
  const problems = scenes.flatMap((scene) =>
    isUsable(scene) || scene.reason === null ? [] : [[scene.scene_key, scene.reason] as const],
  )
  return Object.fromEntries(problems)
}

/** The refusal of work in which no scene can be rendered. */
export function noScene({ unknownScenes, sceneProblems }: LeftOut): AppError {
  const errors = unknownScenes.map((key) => ({
    pointer: '/scenes',
    message: sceneNotFound(key, sceneProblems),
  }))
  const message = `Scene template not found: ${unknownScenes[0]}`
  const detail = errors.map((error) => error.message).join(' ')
  return new AppError('invalid', message, { errors, detail })
}

function sceneNotFound(key: string, problems: Record<string, string>): string {
  const reason = problemOf(problems, key)
  return `Scene template not found: ${key}${reason ? `. ${reason}` : ''}`
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
