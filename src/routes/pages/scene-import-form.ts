import type { ImportFailure } from '../../domain/scenes/import-scenes.ts'
import { MAX_IMPORTED } from '../../domain/scenes/schemas.ts'
import { type Body, sceneErrors, sceneInput, type Typed, typedScene } from './scene-form.ts'

/** One template of the form, as it was typed. */
export type TypedPart = Typed & {
  /** The key of the scene in whose place it comes, or nothing. */
  replaces: string
  errors: Record<string, string>
}

const PART_FIELD = /^(\d{1,2})\.(\w+)$/

/** The parts of the form, in their order: the name of a field begins with its part's number. */
export function typedParts(body: Body): TypedPart[] {
  const bodies = new Map<number, Body>()
  for (const [name, value] of Object.entries(body)) {
    const [, number = '', field = ''] = PART_FIELD.exec(name) ?? []
    if (field) bodies.set(Number(number), { ...bodies.get(Number(number)), [field]: value })
  }
  const inOrder = [...bodies].sort(([one], [other]) => one - other)
  return inOrder.slice(0, MAX_IMPORTED + 1).map(([, part]) => ({
    ...typedScene(part),
    replaces: typeof part.replaces === 'string' ? part.replaces : '',
    errors: {},
  }))
}

/** The same in the shape of the JSON API. */
export function importInput(parts: readonly TypedPart[]): { items: unknown[] } {
  return {
    items: parts.map((part) => {
      const { dm_template_id: template_id, scene_key, name } = part.values
      const { config } = sceneInput(part)
      const key = part.replaces || scene_key?.trim() || undefined
      return {
        template_id,
        scene_key: key,
        name,
        config,
        recommended_collections: part.collections,
      }
    }),
  }
}

type Issues = Parameters<typeof sceneErrors>[0]

/** What is wrong with one part, by its fields. */
export function partErrors({ issues }: Issues, part: number): Record<string, string> {
  const own = issues.filter(({ path }) => path[0] === 'items' && path[1] === part)
  return errorsAt(own.map(({ path, message }) => ({ path: path.slice(2), message })))
}

/** Why a part made no scene, by its fields. */
export function failureErrors({ error, errors }: ImportFailure): Record<string, string> {
  if (errors.length === 0) return { name: error }
  return errorsAt(
    errors.map(({ pointer, message }) => ({ path: pointer.split('/').slice(1), message })),
  )
}

/** What is said of the template itself has no field: it is shown at the name. */
function errorsAt(issues: { path: PropertyKey[]; message: string }[]): Record<string, string> {
  const { template_id, ...byField } = sceneErrors({ issues })
  return template_id ? { ...byField, name: template_id } : byField
}
