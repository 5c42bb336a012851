import { changedFields } from '../../changed-fields.ts'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type SceneTemplate, sceneTemplates } from '../../db/schema/mockups.ts'
import { AppError, changedMeanwhile, type ErrorCode, type FieldError } from '../../errors.ts'
import { derivedId, newId } from '../../ids.ts'
import { refreshTemplates } from '../templates/refresh-templates.ts'
import {
  type CheckedScene,
  checkScene,
  selectCheckedScenes,
  toCheckedScene,
} from './checked-scene.ts'
import { createScene, sceneKeyTaken } from './create-scene.ts'
import { type ImportBasis, type PlannedScene, planScene, readImportBasis } from './plan-import.ts'
import type { ImportItem } from './schemas.ts'
import { updateScene } from './update-scene.ts'

/** What was read this shortly ago is not asked for again. */
const FRESH_MS = 5_000

/** An item that made no scene; the pointers are within it. */
export type ImportFailure = {
  index: number
  template_id: string
  error: string
  errors: FieldError[]
}

export type Imported = { scenes: CheckedScene[]; failed: ImportFailure[] }

/** What concerns one item alone: the others are imported. */
const ABOUT_ONE_ITEM = new Set<ErrorCode>([
  'invalid',
  'conflict',
  'not_found',
  'precondition_failed',
])

/**
 * Makes scenes of templates of the account, each by itself: what fails is named, the others are
 * there. An item with the key of a system scene is the user's own in its place, one with the key
 * of an own scene that is broken gives that scene its template. Nothing is spent. The same work
 * again makes nothing twice. A dry run answers with what would be there.
 * @throws AppError unavailable where the templates were never read
 */
export async function importScenes(
  ctx: Context,
  items: readonly ImportItem[],
  workId = newId(),
  { dryRun }: { dryRun?: boolean } = {},
): Promise<Imported> {
  const basis = await readBasis(ctx, items)
  const taken = new Set(basis.scenes.map((scene) => scene.scene_key))
  const failed: ImportFailure[] = []
  const written: SceneTemplate[] = []
  for (const [index, item] of items.entries()) {
    try {
      const id = await derivedId(workId, 'import', String(index))
      const planned = planScene(withKeyOfRepeat(item, id, basis), basis, taken)
      taken.add(planned.scene_key)
      const earlier = written.find((one) => one.scene_key === planned.scene_key)
      written.push(await writePlanned(ctx, planned, id, { basis, earlier, dryRun }))
    } catch (cause) {
      if (!(cause instanceof AppError) || !ABOUT_ONE_ITEM.has(cause.code)) throw cause
      const { message: error, errors } = cause
      failed.push({ index, template_id: item.template_id, error, errors })
    }
  }
  const scenes = dryRun
    ? await Promise.all(written.map((scene) => checkScene(ctx, scene)))
    : await readImported(
        ctx,
        written.map(({ id }) => id),
      )
  return { scenes, failed }
}

/** A template that is not known may be new: the account is asked again first, free of charge. */
async function readBasis(ctx: Context, items: readonly ImportItem[]): Promise<ImportBasis> {
  const ids = items.map((item) => item.template_id)
  const basis = await readImportBasis(ctx, ids)
  const read = basis.scenes[0]?.read
  const isFresh = read?.read_at && ctx.clock.now() - Date.parse(read.read_at) < FRESH_MS
  if (isFresh || ids.every((id) => basis.templates.has(id))) return basis
  const found = (await refreshTemplates(ctx)) === 'read' ? await readImportBasis(ctx, ids) : basis
  if (found.templates.size > 0 || found.scenes[0]?.read?.read_at) return found
  throw new AppError(
    'unavailable',
    'The templates of your Dynamic Mockups account could not be read. Nothing was added. Check Connections, or try again in a moment.',
  )
}

/** A key that was made the first time is taken by the scene itself. */
function withKeyOfRepeat(item: ImportItem, id: string, { scenes }: ImportBasis): ImportItem {
  const scene_key = item.scene_key ?? scenes.find((scene) => scene.id === id)?.scene_key
  return { ...item, scene_key }
}

/** `earlier`: what another item of the same import has written, or would have, with this key. */
type Written = { basis: ImportBasis; earlier: SceneTemplate | undefined; dryRun?: boolean }

async function writePlanned(
  ctx: Context,
  planned: PlannedScene,
  id: string,
  { basis, earlier, dryRun }: Written,
): Promise<SceneTemplate> {
  const own = basis.scenes.find((one) => !one.is_system && one.scene_key === planned.scene_key)
  if (!own) {
    if (earlier) throw sceneKeyTaken(planned.scene_key)
    return createScene(ctx, planned, id, { dryRun })
  }
  const { scene_key: _same, ...change } = planned
  if (earlier && changedFields(earlier, change).length > 0) throw changedMeanwhile('This scene was')
  if (changedFields(own, change).length === 0) return own
  if (own.health !== 'broken') throw keyTaken(own)
  return updateScene(ctx, own.id, change, { version: own.version, dryRun })
}

async function readImported(ctx: Context, ids: readonly string[]): Promise<CheckedScene[]> {
  if (ids.length === 0) return []
  const { user_id, id } = sceneTemplates
  const rows = await selectCheckedScenes(ctx, { withStanding: true }).where(
    isAnyOf([user_id, id], [ctx.userId], ids),
  )
  const byId = new Map(rows.map((row) => [row.scene.id, toCheckedScene(row)]))
  return ids.flatMap((each) => byId.get(each) ?? [])
}

function keyTaken({ scene_key, name, is_active }: CheckedScene): AppError {
  const state = is_active ? '' : ' and is turned off'
  const message = `Your scene “${name}” already has the key ${scene_key}${state}. Edit that one, or choose another key.`
  return new AppError('conflict', message, { errors: [{ pointer: '/scene_key', message }] })
}
