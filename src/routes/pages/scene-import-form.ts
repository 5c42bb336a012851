import type { ImportFailure } from '../../domain/scenes/import-scenes.ts'
import { MAX_IMPORTED } from '../../domain/scenes/schemas.ts'
import {
  type Body,
  readCarried,
  sceneErrors,
  sceneInput,
  type Typed,
  typedScene,
  withFit,
} from './scene-form.ts'

/** One template of the form, as it was typed. */
export type TypedPart = Typed & {
  /** What its draft shows, where it is not the newest artwork. */
  artworkId?: string | undefined
  /** Its name, and the key of the replaced scene, as they were first shown. */
  suggested: { name: string; replaces: string }
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
  return inOrder.slice(0, MAX_IMPORTED + 1).map(([, part]) => {
    const { artworkId, fit } = readCarried(part)
    return {
      ...withFit(typedScene(part), fit),
      artworkId,
      replaces: textOf(part.replaces),
      suggested: {
        name: textOf(part.suggested_name),
        replaces: textOf(part.suggested_replaces),
      },
      errors: {},
    }
  })
}

/** The same in the shape of the JSON API. */
export function importInput(parts: readonly TypedPart[]): { items: unknown[] } {
  return {
    items: parts.map((part) => ({
      template_id: part.values.dm_template_id,
      config: sceneInput(part).config,
      ...identityOf(part),
    })),
  }
}

/**
 * What nobody has typed follows the scene in whose place it comes, once that is another one than
 * was suggested: it is left out.
 */
function identityOf({ values, collections, replaces, suggested }: TypedPart) {
  const isMoved = replaces !== suggested.replaces
  const name = values.name?.trim()
  const key = values.scene_key?.trim()
  const isKeyLeft = isMoved && key === suggested.replaces
  return {
    scene_key: replaces || (isKeyLeft ? undefined : key) || undefined,
    name: isMoved && name === suggested.name ? undefined : name,
    recommended_collections: isMoved && collections.length === 0 ? undefined : collections,
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
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
