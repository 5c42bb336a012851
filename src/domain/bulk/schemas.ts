import * as z from 'zod'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { selectionOf } from '../../selection.ts'
import { collectionKey } from '../collections/schemas.ts'
import { priceStepFields } from '../pricing/reprice.ts'
import { sizeKey } from '../pricing/size.ts'
import { productFilter, productTags, retireReason } from '../products/schemas.ts'

const MAX_SIZES = 100
const MAX_AMOUNT = 1_000_000

const accepted = z.boolean().optional()
const tags = productTags.optional()

export const tagsChange = eitherCase(
  z
    .strictObject({ add: tags, remove: tags, set: tags })
    .refine(({ add, remove, set }) => Boolean(set) !== Boolean(add?.length || remove?.length), {
      error: 'Send tags to add or to remove, or all of them as set',
    }),
)
export const collectionChange = eitherCase(z.strictObject({ collection: collectionKey.nullable() }))
export const pricesChange = eitherCase(
  z
    .strictObject({
      percent: priceStepFields.percent,
      amount: z.number().min(-MAX_AMOUNT).max(MAX_AMOUNT).optional(),
      round: z.enum(['none', '.99', '.00']).default('none'),
      /** Every price below its cost becomes the lowest that is not. */
      mend: z.literal(true).optional(),
      sizes: distinctList(sizeKey, { max: MAX_SIZES }).optional(),
      accept_below_cost: accepted,
    })
    .refine(
      ({ percent, amount, mend }) =>
        [percent, amount, mend].filter((each) => each !== undefined).length === 1,
      { error: 'Send percent, amount or mend: one of them' },
    ),
)
export const recipeChange = eitherCase(
  z.strictObject({
    recipe_id: uuid,
    /** Its title and description, too. */
    texts: accepted,
    accept_below_cost: accepted,
    accept_low_dpi: accepted,
  }),
)
const picturesChange = eitherCase(z.strictObject({ take: z.enum(['newer']).default('newer') }))
export const publishChange = eitherCase(
  z.strictObject({
    accept_undelivered: accepted,
    accept_low_dpi: accepted,
    /** Pushes over what was changed at the shop. */
    overwrite: accepted,
  }),
)
export const retireChange = eitherCase(z.strictObject({ reason: retireReason.default('manual') }))
const noChange = z.strictObject({}).default({})

const sel = selectionOf(productFilter)

/** What is changed, and of which products. */
export const jobRequest = eitherCase(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.enum(['tags']), sel, change: tagsChange }),
    z.strictObject({ type: z.enum(['collection']), sel, change: collectionChange }),
    z.strictObject({ type: z.enum(['prices']), sel, change: pricesChange }),
    z.strictObject({ type: z.enum(['recipe']), sel, change: recipeChange }),
    z.strictObject({
      type: z.enum(['pictures']),
      sel,
      change: picturesChange.default({ take: 'newer' }),
    }),
    z.strictObject({ type: z.enum(['publish']), sel, change: publishChange.default({}) }),
    z.strictObject({
      type: z.enum(['retire']),
      sel,
      change: retireChange.default({ reason: 'manual' }),
    }),
    z.strictObject({ type: z.enum(['archive']), sel, change: noChange }),
    z.strictObject({ type: z.enum(['restore']), sel, change: noChange }),
  ]),
)
export type JobRequest = z.output<typeof jobRequest>
