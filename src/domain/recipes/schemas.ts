import * as z from 'zod'
import { RECIPE_FRAMES } from '../../db/schema/recipes.ts'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { sizeKey } from '../pricing/size.ts'
import { MAX_TAGS, MAX_VARIANTS, tag } from '../products/schemas.ts'
import { PLACEHOLDERS, unknownPlaceholders } from './fill-template.ts'

export const FRAMES = RECIPE_FRAMES
export const MAX_RECIPES = 50
export const MAX_RECIPE_NAME_CHARACTERS = 60
export const MAX_TITLE_TEMPLATE_CHARACTERS = 300
export const MAX_DESCRIPTION_TEMPLATE_CHARACTERS = 5_000

const NAME = 'Enter a name'
const KNOWN = PLACEHOLDERS.map((name) => `{${name}}`).join(', ')

/** Says each placeholder that is none, by its name. */
function refuseUnknown({ value, issues }: z.core.ParsePayload<string>): void {
  for (const name of unknownPlaceholders(value)) {
    const message = `There is no placeholder {${name}}. There are ${KNOWN}`
    issues.push({ code: 'custom', message, input: value })
  }
}

const fields = {
  name: z
    .string(NAME)
    .trim()
    .min(1, NAME)
    .max(MAX_RECIPE_NAME_CHARACTERS, 'A name can have up to 60 characters'),
  sizes: distinctList(sizeKey, { min: 1, max: MAX_VARIANTS }),
  frames: distinctList(z.enum(RECIPE_FRAMES), { max: RECIPE_FRAMES.length }),
  digital: z.boolean(),
  title: z
    .string('Enter a title')
    .trim()
    .min(1, 'Enter a title')
    .max(MAX_TITLE_TEMPLATE_CHARACTERS)
    .check(refuseUnknown),
  description: z.string().trim().max(MAX_DESCRIPTION_TEMPLATE_CHARACTERS).check(refuseUnknown),
  tags: distinctList(tag.check(refuseUnknown), { max: MAX_TAGS }),
  kit_id: uuid.nullable(),
  publish: z.boolean(),
}

type Variants = Readonly<{ sizes: readonly string[]; frames: readonly string[]; digital: boolean }>

/** What of a whole recipe makes no product; undefined where it makes one. */
export function mistakeInVariants({ sizes, frames, digital }: Variants) {
  const finishes = frames.length + (digital ? 1 : 0)
  if (finishes === 0) {
    return { pointer: '/frames', message: 'Choose a frame, unframed, or digital' }
  }
  const variants = sizes.length * finishes
  if (variants <= MAX_VARIANTS) return undefined
  const message = `These make ${variants} variants, and a product can have ${MAX_VARIANTS}. Choose fewer sizes or frames`
  return { pointer: '/sizes', message }
}

export const newRecipe = eitherCase(
  z.strictObject({
    ...fields,
    digital: fields.digital.default(false),
    description: fields.description.default(''),
    tags: fields.tags.default([]),
    kit_id: fields.kit_id.default(null),
    publish: fields.publish.default(false),
  }),
)
export const recipeChange = eitherCase(z.strictObject(fields).partial())
export const recipeQuery = pageQuery

const time = z.iso.datetime()

/** A recipe as the JSON API shows it. */
export const recipeAnswer = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  sizes: z.array(z.string()),
  frames: z.array(z.enum(RECIPE_FRAMES)),
  digital: z.boolean(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  kit_id: z.uuid().nullable(),
  publish: z.boolean(),
  version: z.int(),
  created_at: time,
  updated_at: time,
})

export type NewRecipe = z.output<typeof newRecipe>
export type RecipeChange = z.output<typeof recipeChange>
export type RecipeQuery = ListQuery<typeof recipeQuery>
