import { asc, eq, isNull, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { sceneTemplates } from '../../db/schema/mockups.ts'
import type { AccountTemplate } from '../../db/schema/templates.ts'
import { AppError } from '../../errors.ts'
import { findTemplates } from '../templates/list-templates.ts'
import { isUsable, smartObjectsOf } from '../templates/scene-health.ts'
import { type CheckedScene, selectCheckedScenes, toCheckedScene } from './checked-scene.ts'
import {
  type ImportItem,
  MAX_KEY_CHARACTERS,
  MAX_OWN_SCENES,
  MAX_SYSTEM_SCENES,
  type NewScene,
  type SceneConfig,
} from './schemas.ts'

const MAX_NAME_CHARACTERS = 100
/** Room for a number behind a key that is taken. */
const SUFFIX_CHARACTERS = 5
/** What the layer for the artwork is usually called. */
const ARTWORK_NAME = /art|print|poster|picture|design|image|canvas|frame/i
const MAX_NAMED = 5

type Layer = AccountTemplate['layers'][number]
type Layers = readonly Layer[]

/** What an import is judged by. */
export type ImportBasis = {
  /** Those templates of the account that were asked for, by id. */
  templates: Map<string, AccountTemplate>
  /** The scenes of the user and of the system. */
  scenes: CheckedScene[]
}

export async function readImportBasis(ctx: Context, ids: readonly string[]): Promise<ImportBasis> {
  const { user_id, id } = sceneTemplates
  const [templates, scenes] = await Promise.all([
    findTemplates(ctx, ids),
    selectCheckedScenes(ctx)
      .where(or(eq(user_id, ctx.userId), isNull(user_id)))
      .orderBy(asc(id))
      .limit(MAX_OWN_SCENES + MAX_SYSTEM_SCENES),
  ])
  return {
    templates: new Map(templates.map((template) => [template.id, template])),
    scenes: scenes.map(toCheckedScene),
  }
}

/** The scenes that cannot be rendered now: importing under their keys gives them a template. */
export function withoutTemplate(scenes: readonly CheckedScene[]): CheckedScene[] {
  return scenes.filter((scene) => !isUsable(scene))
}

/** "Bedroom, oak" → bedroom_oak, with a number behind it where that is taken. */
export function suggestKey(name: string, taken: ReadonlySet<string>): string {
  const key =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+/, '')
      .slice(0, MAX_KEY_CHARACTERS - SUFFIX_CHARACTERS)
      .replace(/_+$/, '') || 'scene'
  if (!taken.has(key)) return key
  let number = 2
  while (taken.has(`${key}_${number}`)) number += 1
  return `${key}_${number}`
}

/** The smart object that most likely takes the artwork; undefined where there is none. */
export function suggestLayer(layers: Layers): Layer | undefined {
  return layers.find(({ name }) => ARTWORK_NAME.test(name)) ?? layers[0]
}

/** What an item asks for, as a scene would be stored. */
export type PlannedScene = Required<Omit<NewScene, 'dm_template_url' | 'preview_url'>> & {
  dm_template_url: null
}

/**
 * The scene that an item makes: what it leaves out is that of the scene in whose place it comes,
 * or came when it was sent before, or follows from the template.
 * @throws AppError invalid for a template that is not there, and for its smart object
 */
export function planScene(
  item: ImportItem,
  { templates, scenes }: ImportBasis,
  taken: ReadonlySet<string>,
): PlannedScene {
  const template = templates.get(item.template_id)
  if (!template) throw wrong('template_id', missingTemplate(item.template_id))
  const scene_key = item.scene_key ?? suggestKey(item.name ?? template.name, taken)
  const replaced = findReplaced(scenes, scene_key, template.id)
  return {
    scene_key,
    name: item.name ?? replaced?.name ?? template.name.slice(0, MAX_NAME_CHARACTERS),
    description: item.description ?? replaced?.description ?? '',
    dm_template_id: template.id,
    dm_template_url: null,
    config: planConfig(item, template),
    is_active: true,
    recommended_collections:
      item.recommended_collections ?? replaced?.recommended_collections ?? [],
  }
}

function findReplaced(
  scenes: readonly CheckedScene[],
  key: string,
  templateId: string,
): CheckedScene | undefined {
  const ofKey = scenes.filter((scene) => scene.scene_key === key)
  const made = ofKey.find((one) => !one.is_system && one.dm_template_id === templateId)
  return made ?? withoutTemplate(ofKey)[0]
}

function planConfig(item: ImportItem, template: AccountTemplate): SceneConfig {
  const layer = findLayer(template, item.smart_object ?? item.config?.smart_object)
  const { width, height } = layer
  const size = width && height ? { default_size: { width, height } } : {}
  // A name outlives a smart object that was replaced by another of the name.
  const named = template.layers.filter(({ name }) => name === layer.name)
  const smart_object = named.length === 1 ? layer.name : layer.id
  return { ...size, ...item.config, smart_object }
}

function findLayer({ name, layers }: AccountTemplate, wanted: string | undefined): Layer {
  if (layers.length === 0) {
    throw wrong(
      'smart_object',
      `The template “${name}” has no smart object. Choose another template.`,
    )
  }
  const found = wanted ? smartObjectsOf(layers, wanted) : layers
  const [only, another] = found
  if (only && !another) return only
  const all = layers.slice(0, MAX_NAMED).map((each) => `“${each.name}” (${each.id})`)
  const has = `The template “${name}” has ${all.join(', ')}${layers.length > MAX_NAMED ? ' and others' : ''}.`
  throw wrong('smart_object', `${has} Enter one of them${only ? ' by its ID' : ''}.`)
}

function missingTemplate(id: string): string {
  return `Your Dynamic Mockups account has no template ${id}. It may have been deleted. Choose another.`
}

function wrong(field: string, message: string): AppError {
  return new AppError('invalid', message, { errors: [{ pointer: `/${field}`, message }] })
}
