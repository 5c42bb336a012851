import * as z from 'zod'
import { boundedList, distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'
import { collectionKey, MAX_KEYS } from '../collections/schemas.ts'

const MAX_SIDE_PX = 10_000
export const MAX_KEY_CHARACTERS = 60
export const MAX_OWN_SCENES = 200
export const MAX_SYSTEM_SCENES = 100
const MAX_URL_CHARACTERS = 2_000

const SIDE = 'Enter a whole number of pixels, from 1 to 10,000'
const OFFSET = 'Enter a whole number of pixels, from -10,000 to 10,000'
const ROTATION = 'Enter degrees from -360 to 360'
const SCALE = 'Enter a number from 0.1 to 2'
const SCALE_OR_SIZE = 'Enter either a scale or a size, not both'

const side = z.int(SIDE).min(1, SIDE).max(MAX_SIDE_PX, SIDE)
const size = z.strictObject({ width: side, height: side })
const offset = z.int(OFFSET).min(-MAX_SIDE_PX, OFFSET).max(MAX_SIDE_PX, OFFSET)

export const FITS = ['contain', 'cover', 'fill'] as const

const sceneKey = z
  .string()
  .trim()
  .max(MAX_KEY_CHARACTERS, 'Enter up to 60 characters')
  .regex(/^[a-z0-9][a-z0-9_]*$/, 'Use only lowercase letters, digits and _')

const placed = {
  size: size.optional(),
  position: z.strictObject({ x: offset, y: offset }).optional(),
  rotation: z.number(ROTATION).min(-360, ROTATION).max(360, ROTATION).optional(),
  scale: z.number(SCALE).min(0.1, SCALE).max(2, SCALE).optional(),
  fit: z.enum(FITS).optional(),
}
const isOneOfBoth = (of: { scale?: unknown; size?: unknown }) =>
  of.scale === undefined || of.size === undefined
const ONE_OF_BOTH = { path: ['scale'], error: SCALE_OR_SIZE }

/** Where an artwork is placed. Pixels are the vendor's smart object's; rotation is in degrees. */
export const placementConfig = eitherCase(z.strictObject(placed).refine(isOneOfBoth, ONE_OF_BOTH))

export const sceneConfig = eitherCase(
  z
    .strictObject({
      smart_object: z.string().trim().min(1).max(200).optional(),
      default_size: size.optional(),
      ...placed,
    })
    .refine(isOneOfBoth, ONE_OF_BOTH),
)

const webUrl = z
  .url({ protocol: /^https?$/, error: 'Enter a URL that starts with https://' })
  .max(MAX_URL_CHARACTERS)

const fields = {
  name: z.string().trim().min(1, 'Enter a name').max(100),
  description: z.string().trim().max(500),
  dm_template_id: z.string().trim().min(1, 'Choose a template, or enter its ID').max(100),
  dm_template_url: webUrl.nullish(),
  config: sceneConfig,
  preview_url: webUrl.nullish(),
  is_active: z.boolean(),
  recommended_collections: distinctList(collectionKey, { max: MAX_KEYS }),
}

export const newScene = eitherCase(
  z.strictObject({
    scene_key: sceneKey,
    ...fields,
    description: fields.description.default(''),
    config: sceneConfig.default({}),
    is_active: z.boolean().default(true),
    recommended_collections: fields.recommended_collections.default([]),
  }),
)

// The key stays: mockups that were made in the scene carry it.
export const sceneChange = eitherCase(z.strictObject(fields).partial())

export const MAX_IMPORTED = 50

/** A template that becomes a scene; what is left out follows from the template. */
const importItem = eitherCase(
  z.strictObject({
    template_id: fields.dm_template_id,
    smart_object: z.string().trim().min(1).max(200).optional(),
    scene_key: sceneKey.optional(),
    name: fields.name.optional(),
    description: fields.description.optional(),
    config: sceneConfig.optional(),
    recommended_collections: fields.recommended_collections.optional(),
  }),
)

export const importRequest = eitherCase(
  z.strictObject({ items: boundedList(importItem, { min: 1, max: MAX_IMPORTED }) }),
)

export const sceneQuery = pageQuery.extend({
  owner: z.enum(['system', 'own']).optional(),
  is_active: z.stringbool().optional(),
  /** Of their names and keys. */
  search: searchText.optional(),
})

export type SceneConfig = z.output<typeof sceneConfig>
export type NewScene = z.output<typeof newScene>
export type SceneChange = z.output<typeof sceneChange>
export type ImportItem = z.output<typeof importItem>
export type SceneQuery = ListQuery<typeof sceneQuery>
