import * as z from 'zod'
import { FITS, type SceneConfig } from '../../domain/scenes/schemas.ts'
import { uuid } from '../../ids.ts'
import { searchText } from '../../paging.ts'
import type { SceneFormProps } from '../../views/scenes/scene-form.tsx'
import { SCENE_FIELDS, type SceneField } from '../../views/scenes/scene-labels.ts'

export type Typed = Pick<SceneFormProps, 'values' | 'collections'>
export type Body = Record<string, unknown>

/** What was typed, as it was typed. */
export function typedScene(body: Body): Typed {
  const values: Typed['values'] = {}
  for (const name of SCENE_FIELDS) {
    const value = body[name]
    if (typeof value === 'string') values[name] = value
  }
  if (typeof body.template === 'string') {
    values.dm_template_id = chosenTemplate(body.template, body.template_shown, values)
  }
  const chosen = [body.recommended_collections ?? []].flat()
  return { values, collections: chosen.filter((name) => typeof name === 'string') }
}

/** The one that was changed counts, of the list and the id that is typed. */
function chosenTemplate(listed: string, shown: unknown, { dm_template_id }: Typed['values']) {
  const typed = dm_template_id?.trim()
  return typed && (listed === shown || !listed) ? typed : listed
}

const MAX_URL_CHARACTERS = 16_000

/** What the form and its URL carry besides the scene; what cannot be read is left out. */
const carried = z
  .object({
    draft_asset: uuid.optional().catch(undefined),
    from: uuid.optional().catch(undefined),
    use_fit: z.enum(FITS).optional().catch(undefined),
    template_search: searchText.optional().catch(undefined),
    back: z
      .string()
      .max(MAX_URL_CHARACTERS)
      .regex(/^\/generate(?:$|\?)/)
      .optional()
      .catch(undefined),
  })
  .transform(({ draft_asset, from, use_fit, back, template_search }) => ({
    artworkId: draft_asset,
    templateSearch: template_search,
    from,
    fit: use_fit,
    back,
  }))

/**
 * The artwork of the draft, the scene it comes in place of, a fit to set, where it leads, and what
 * its templates are searched for.
 */
export function readCarried(sent: Body): z.output<typeof carried> {
  return carried.parse(sent)
}

/** The form's select has no value of its own for the fit that is used anyway. */
export function withFit<Form extends Typed>(form: Form, fit: SceneConfig['fit']): Form {
  if (!fit) return form
  return { ...form, values: { ...form.values, fit: fit === 'contain' ? '' : fit } }
}

/** The same in the shape of the JSON API; what was left empty is left out. */
export function sceneInput({ values, collections }: Typed): Record<string, unknown> {
  const { scene_key, name, description, dm_template_id } = values
  return {
    ...(scene_key === undefined ? {} : { scene_key }),
    name,
    description: description ?? '',
    dm_template_id,
    config: {
      ...(values.smart_object?.trim() ? { smart_object: values.smart_object } : {}),
      ...pair('default_size', 'width', values.default_width, 'height', values.default_height),
      ...placementInput(values),
    },
    recommended_collections: collections,
  }
}

/** What of it places the artwork. */
export function placementInput(values: Typed['values']): Record<string, unknown> {
  return {
    ...pair('size', 'width', values.width, 'height', values.height),
    ...pair('position', 'x', values.x, 'y', values.y),
    ...number('rotation', values.rotation),
    ...number('scale', values.scale),
    ...(values.fit ? { fit: values.fit } : {}),
  }
}

function pair(
  name: string,
  first: string,
  firstTyped: string | undefined,
  second: string,
  secondTyped: string | undefined,
) {
  if (!firstTyped?.trim() && !secondTyped?.trim()) return {}
  return { [name]: { ...number(first, firstTyped), ...number(second, secondTyped) } }
}

function number(name: string, typed: string | undefined) {
  return typed?.trim() ? { [name]: Number(typed.trim().replace(',', '.')) } : {}
}

const FIELD_OF: Record<string, SceneField> = {
  'config.smart_object': 'smart_object',
  'config.default_size.width': 'default_width',
  'config.default_size.height': 'default_height',
  'config.size.width': 'width',
  'config.size.height': 'height',
  'config.position.x': 'x',
  'config.position.y': 'y',
  'config.rotation': 'rotation',
  'config.scale': 'scale',
  'config.fit': 'fit',
}

type Issues = { issues: readonly { path: PropertyKey[]; message: string }[] }

/** The mistakes by the form's own fields. */
export function sceneErrors({ issues }: Issues): Record<string, string> {
  const byField: Record<string, string> = {}
  for (const { path, message } of issues) {
    const name = FIELD_OF[path.join('.')] ?? String(path[0] ?? 'name')
    byField[name] ??= message
  }
  return byField
}

type Scene = {
  id: string
  version: number
  scene_key: string
  name: string
  description: string
  dm_template_id: string
  config: SceneConfig
  recommended_collections: string[]
}

/** A stored scene as the form shows it. */
export function shownAs(scene: Scene) {
  const { values, collections } = sceneValues(scene)
  const { id, version, scene_key } = scene
  return { id, version, values: { ...values, scene_key }, collections }
}

/** The fields of a scene that are edited, as the form shows them. */
export function sceneValues({ config, ...scene }: Scene): Typed {
  return {
    collections: scene.recommended_collections,
    values: {
      name: scene.name,
      description: scene.description,
      dm_template_id: scene.dm_template_id,
      smart_object: config.smart_object,
      default_width: filled(config.default_size?.width),
      default_height: filled(config.default_size?.height),
      ...placementValues(config),
      fit: config.fit === 'contain' ? '' : config.fit,
    },
  }
}

/** A placement as a form shows it. */
export function placementValues({ size, position, rotation, scale, fit }: SceneConfig) {
  return {
    width: filled(size?.width),
    height: filled(size?.height),
    x: filled(position?.x),
    y: filled(position?.y),
    rotation: filled(rotation),
    scale: filled(scale),
    fit,
  }
}

function filled(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}
