import type { Context } from '../../context.ts'
import type { Asset } from '../../db/schema/catalogue.ts'
import type { Placement, SceneTemplate } from '../../db/schema/mockups.ts'
import { AppError, type FieldError } from '../../errors.ts'
import { findChosenAssets } from '../assets/find-chosen-assets.ts'
import type { CheckedScene } from '../scenes/checked-scene.ts'
import { findScenesToRender } from '../scenes/find-scenes.ts'
import { isUsable, problemOf } from '../templates/scene-health.ts'

export type Pair = { asset: Asset; scene: SceneTemplate; placement: Placement | null }

/** What nothing can be rendered in, and why: where a scene is there, that is told by its key. */
export type LeftOut = { unknownScenes: string[]; sceneProblems: Record<string, string> }
export type Plan = { assets: Asset[]; pairs: Pair[] } & LeftOut

/**
 * Every chosen artwork in every chosen scene. A scene without an active template, or whose template
 * the account does not have, is left out and named, as long as another one is left.
 * @throws AppError not_found for an artwork that is not the user's, naming it
 * @throws AppError conflict for an archived one, naming it
 * @throws AppError invalid when none of the scenes can be rendered
 */
export async function planPairs(
  ctx: Context,
  assetIds: readonly string[],
  sceneKeys: readonly string[],
): Promise<Plan> {
  const [assets, scenes] = await Promise.all([
    findChosenAssets(ctx, assetIds),
    findScenesToRender(ctx, [...sceneKeys]),
  ])
  return planKnown(assetIds, sceneKeys, { assets, scenes })
}

/** What there is of the artworks and scenes that are asked for, and perhaps of others. */
export type Known = { assets: readonly Asset[]; scenes: readonly CheckedScene[] }

/**
 * The same of artworks and scenes that were read already.
 * @throws AppError not_found for an artwork that is not among them, naming it
 * @throws AppError conflict for an archived one, naming it
 * @throws AppError invalid when none of the scenes can be rendered
 */
export function planKnown(
  assetIds: readonly string[],
  sceneKeys: readonly string[],
  known: Known,
): Plan {
  const assets = chosenOf(known.assets, assetIds)
  const { usable, ...leftOut } = requireUsable(sceneKeys, known.scenes)
  const chosen = sceneKeys.flatMap((key) => usable.get(key) ?? [])
  const pairs = assets.flatMap((asset) =>
    chosen.map((scene) => ({ asset, scene, placement: null })),
  )
  return { assets, pairs, ...leftOut }
}

/**
 * Those of the scenes asked for that can be rendered, by key, and what is left out.
 * @throws AppError invalid when none of them can be rendered
 */
export function requireUsable(
  sceneKeys: readonly string[],
  known: readonly CheckedScene[],
): { usable: ReadonlyMap<string, CheckedScene> } & LeftOut {
  const asked = new Set(sceneKeys)
  const scenes = known.filter((scene) => asked.has(scene.scene_key))
  const usable = new Map(scenes.filter(isUsable).map((scene) => [scene.scene_key, scene]))
  const leftOut = {
    unknownScenes: sceneKeys.filter((key) => !usable.has(key)),
    sceneProblems: problemsOf(scenes),
  }
  if (usable.size === 0) throw noScene(leftOut)
  return { usable, ...leftOut }
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

function chosenOf(known: readonly Asset[], ids: readonly string[]): Asset[] {
  const byId = new Map(known.map((asset) => [asset.id, asset]))
  const missing = ids.filter((id) => !byId.has(id))
  if (missing.length > 0) {
    throw new AppError('not_found', 'One or more assets not found', {
      errors: missing.map((id) => ({ pointer: '/asset_ids', message: `No asset ${id}` })),
    })
  }
  const chosen = ids.flatMap((id) => byId.get(id) ?? [])
  refuseArchived(
    chosen.flatMap(({ id, title, status }) =>
      status === 'archived'
        ? { pointer: '/asset_ids', message: `“${title}” is archived: asset ${id}` }
        : [],
    ),
  )
  return chosen
}

/**
 * No new work is begun with an artwork that was put away; what was accepted before is finished.
 * @throws AppError conflict where any of it is archived
 */
export function refuseArchived(errors: FieldError[]): void {
  if (errors.length === 0) return
  const message =
    'One or more artworks are archived. Nothing was started or charged. Make them active again, or leave them out.'
  throw new AppError('conflict', message, { errors })
}
