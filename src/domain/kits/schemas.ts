import * as z from 'zod'
import { KIT_ROLES } from '../../db/schema/kits.ts'
import { boundedList, distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { collectionKey, MAX_KEYS } from '../collections/schemas.ts'
import { anySceneKey } from '../mockups/schemas.ts'

export const ROLES = KIT_ROLES
export const MAX_KITS = 50
export const MAX_KIT_SCENES = 10
export const MAX_KIT_NAME_CHARACTERS = 60

const NAME = 'Enter a name'
const SCENES = 'Select 1 to 10 scenes'

const kitScene = eitherCase(
  z.strictObject({
    scene_key: anySceneKey,
    role: z.enum(KIT_ROLES, { error: 'Choose hero, room, detail or scale' }),
  }),
)

const scenes = boundedList(kitScene, { max: MAX_KIT_SCENES })
  .refine((list) => list.length > 0, SCENES)
  .refine(
    (list) => new Set(list.map((one) => one.scene_key)).size === list.length,
    'A scene can be in a kit only once',
  )

const fields = {
  name: z
    .string(NAME)
    .trim()
    .min(1, NAME)
    .max(MAX_KIT_NAME_CHARACTERS, 'A name can have up to 60 characters'),
  scenes,
  default_for: distinctList(collectionKey, { max: MAX_KEYS }),
}

export const newKit = eitherCase(
  z.strictObject({ ...fields, default_for: fields.default_for.default([]) }),
)
export const kitChange = eitherCase(z.strictObject(fields).partial())
export const kitQuery = pageQuery

const time = z.iso.datetime()

/** A kit as the JSON API shows it. */
export const kitAnswer = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scenes: z.array(z.strictObject({ scene_key: z.string(), role: z.enum(KIT_ROLES) })),
  default_for: z.array(z.string()),
  /** Keys of its scenes that have no active template now: nothing is rendered in them. */
  missing_scenes: z.array(z.string()),
  version: z.int(),
  created_at: time,
  updated_at: time,
})

export type NewKit = z.output<typeof newKit>
export type KitChange = z.output<typeof kitChange>
export type KitQuery = ListQuery<typeof kitQuery>
