import * as z from 'zod'
import type { Kit } from '../../domain/kits/get-kit.ts'
import { ROLES } from '../../domain/kits/schemas.ts'
import type { KitValues } from '../../views/kits/kit-form.tsx'

const ROLE = 'role:'
const text = z.string().catch('')
const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([])
const typedKit = z.object({ name: text, default_for: texts })

/** What was typed, as it was typed: scenes have their role by key. */
export function typedValues(body: Record<string, unknown>): KitValues {
  const roles = Object.entries(body).flatMap(([name, value]): [string, string][] =>
    name.startsWith(ROLE) && typeof value === 'string' && value !== ''
      ? [[name.slice(ROLE.length), value]]
      : [],
  )
  return { ...typedKit.parse(body), roles: new Map(roles) }
}

/** The same in the shape of the JSON API, by role; scenes of one role are as `stored` has them. */
export function kitInput({ name, default_for, roles }: KitValues, stored?: Pick<Kit, 'scenes'>) {
  const before = (stored?.scenes ?? []).map((scene) => scene.scene_key)
  const keys = [...new Set([...before, ...roles.keys()])].filter((key) => roles.has(key))
  const scenes = keys.map((scene_key) => ({ scene_key, role: roles.get(scene_key) ?? '' }))
  const known: readonly string[] = ROLES
  const placeOf = ({ role }: { role: string }) => known.indexOf(role)
  return {
    name,
    default_for,
    scenes: scenes.toSorted((one, other) => placeOf(one) - placeOf(other)),
  }
}

/** A stored kit as the form shows it. */
export function shownValues({ name, default_for, scenes }: Kit): KitValues {
  return { name, default_for, roles: new Map(scenes.map((one) => [one.scene_key, one.role])) }
}
