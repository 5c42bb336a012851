import * as z from 'zod'
import { RECIPE_FRAMES } from '../../db/schema/recipes.ts'
import { boundedList, distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { ACCEPTANCES } from '../../errors.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { selectedIds } from '../../selection.ts'
import { amount } from '../pricing/amounts.ts'
import { sizeKey } from '../pricing/size.ts'
import {
  accepts,
  frameStyle,
  MAX_TAGS,
  MAX_VARIANTS,
  productDescription,
  productTitle,
  tag,
} from '../products/schemas.ts'
import { FRAME_STYLES } from '../products/variant-kind.ts'
import { PLACEHOLDERS, unknownPlaceholders } from './fill-template.ts'

/** What a product may be made without; a person should know. */
const MISSING = ['quote', 'mockup', 'room', 'size', 'file'] as const
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

const variantEdit = eitherCase(
  z.strictObject({
    size: sizeKey,
    frame_style: frameStyle.default(null),
    is_digital: z.boolean().default(false),
    leave_out: z.boolean().default(false),
    price: amount.optional(),
  }),
)

/** What a person changes of one product before it is made; what is left out is the recipe's. */
export const lineEdit = eitherCase(
  z.strictObject({
    leave_out: z.boolean().default(false),
    title: productTitle.optional(),
    description: productDescription.optional(),
    tags: distinctList(tag, { max: MAX_TAGS }).optional(),
    variants: boundedList(variantEdit, { max: MAX_VARIANTS }).default([]),
    ...accepts,
  }),
)

/** Artworks to make products of, and what is changed of some, by the artwork's id. */
export const application = eitherCase(
  z
    .strictObject({ asset_ids: selectedIds, edits: z.record(uuid, lineEdit).default({}) })
    .check(({ value: { asset_ids, edits }, issues }) => {
      const asked = new Set(asset_ids)
      for (const id of Object.keys(edits).filter((each) => !asked.has(each))) {
        const message = 'This artwork is not among asset_ids'
        issues.push({ code: 'custom', message, path: ['edits', id], input: edits })
      }
    }),
)

const time = z.iso.datetime()
const fieldError = z.strictObject({
  pointer: z.string(),
  message: z.string(),
  accept: z.enum(ACCEPTANCES).optional(),
})

/** One product as it would be made; amounts in major units of its currency. */
export const lineAnswer = z.strictObject({
  asset_id: z.uuid(),
  leave_out: z.boolean(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  currency: z.string(),
  variants: z.array(
    z.strictObject({
      title: z.string(),
      size: z.string(),
      frame_style: z.enum(FRAME_STYLES).nullable(),
      is_digital: z.boolean(),
      price: z.number(),
    }),
  ),
  /** Null where the prices are refused. */
  price_from: z.number().nullable(),
  price_to: z.number().nullable(),
  /** The lowest of its variants; null where one is not known. */
  margin: z.strictObject({ amount: z.number(), percent: z.number().nullable() }).nullable(),
  /** Ids of the mockups it shows, in their order. */
  pictures: z.array(z.uuid()),
  missing: z.array(z.strictObject({ code: z.enum(MISSING), message: z.string() })),
  /** Why it is not made; with `accept`, unless that is sent as true for it. */
  refusals: z.array(fieldError),
  /** What was refused, and is meant. */
  accepted: z.array(fieldError),
})

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

export type LineEdit = z.output<typeof lineEdit>
export type LineEdits = Readonly<Record<string, LineEdit>>
export type LineAnswer = z.output<typeof lineAnswer>
export type MissingCode = (typeof MISSING)[number]
export type NewRecipe = z.output<typeof newRecipe>
export type RecipeChange = z.output<typeof recipeChange>
export type RecipeQuery = ListQuery<typeof recipeQuery>
