import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { pageQuery } from '../../paging.ts'
import { collection } from '../quotes/schemas.ts'

const MAX_SIDE_PX = 10_000

const SIDE = 'A whole number of pixels, from 1 to 10,000'
const OFFSET = 'A whole number of pixels, from -10,000 to 10,000'
const ROTATION = 'Degrees, from -360 to 360'
const SCALE = 'A number above 0, at most 10'

const side = z.int(SIDE).min(1, SIDE).max(MAX_SIDE_PX, SIDE)
const size = z.strictObject({ width: side, height: side })
const offset = z.int(OFFSET).min(-MAX_SIDE_PX, OFFSET).max(MAX_SIDE_PX, OFFSET)

const FITS = ['contain', 'cover', 'fill'] as const

const sceneKey = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9_]{0,59}$/, 'Small letters, digits and _ only, at most 60 characters')

/** Pixels are the vendor's smart object's; rotation is in degrees. */
const sceneConfig = eitherCase(
  z.strictObject({
    smart_object: z.string().trim().min(1).max(200).optional(),
    default_size: size.optional(),
    size: size.optional(),
    position: z.strictObject({ x: offset, y: offset }).optional(),
    rotation: z.number(ROTATION).min(-360, ROTATION).max(360, ROTATION).optional(),
    scale: z.number(SCALE).positive(SCALE).max(10, SCALE).optional(),
    fit: z.enum(FITS).optional(),
  }),
)

const webAddress = z.url({ protocol: /^https?$/, error: 'An address that begins with https://' })

const fields = {
  name: z.string().trim().min(1, 'Give the scene a name').max(100),
  description: z.string().trim().max(500),
  dm_template_id: z.string().trim().min(1, 'Give the id of a template').max(100),
  dm_template_url: webAddress.nullish(),
  config: sceneConfig,
  preview_url: webAddress.nullish(),
  is_active: z.boolean(),
  recommended_collections: distinctList(collection, { max: 3 }),
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

export const sceneQuery = pageQuery.extend({
  owner: z.enum(['system', 'own']).optional(),
  is_active: z.stringbool().optional(),
})

export type SceneConfig = z.output<typeof sceneConfig>
export type NewScene = z.output<typeof newScene>
export type SceneChange = z.output<typeof sceneChange>
export type SceneQuery = z.output<typeof sceneQuery>
