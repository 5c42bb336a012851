import * as z from 'zod'
import { PRODUCT_STATUSES } from '../../db/schema/products.ts'
import { boundedList, distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { pageQuery, searchText } from '../../paging.ts'
import { amount } from '../pricing/schemas.ts'
import { sizeKey } from '../pricing/size.ts'
import { collection } from '../quotes/schemas.ts'
import { FRAME_STYLES } from './variant-kind.ts'

const MAX_TITLE_CHARACTERS = 200
const MAX_DESCRIPTION_CHARACTERS = 10_000
// Shopify takes no longer tags, vendors and types, and 250 tags; nobody reads fifty.
const MAX_NAME_CHARACTERS = 255
const MAX_TAGS = 50
/** As many variants and pictures as one product may have at the shop. */
const MAX_VARIANTS = 100
const MAX_IMAGES = 50

const RETIRE_REASONS = ['underperformer', 'manual', 'seasonal'] as const

const frameStyle = z
  .enum([...FRAME_STYLES, 'unframed'])
  .nullish()
  .transform((style) => (style === 'unframed' || !style ? null : style))

const variantWish = eitherCase(
  z.strictObject({
    size: sizeKey,
    frame_style: frameStyle,
    is_digital: z.boolean().default(false),
    price: amount.nullish(),
    compare_at_price: amount.nullish(),
    sky_pilot_asset_id: z.string().trim().max(MAX_NAME_CHARACTERS).nullish(),
  }),
)

const tags = distinctList(z.string().trim().min(1).max(MAX_NAME_CHARACTERS), { max: MAX_TAGS })
const imageIds = distinctList(uuid, { max: MAX_IMAGES })

const fields = {
  quote_id: uuid.nullish(),
  asset_id: uuid.nullish(),
  title: z.string().trim().min(1).max(MAX_TITLE_CHARACTERS),
  description: z.string().trim().max(MAX_DESCRIPTION_CHARACTERS).nullish(),
  product_type: z.string().trim().min(1).max(MAX_NAME_CHARACTERS).optional(),
  vendor: z.string().trim().min(1).max(MAX_NAME_CHARACTERS).optional(),
  collection: collection.nullish(),
  tags: tags.optional(),
  variants: boundedList(variantWish, { min: 1, max: MAX_VARIANTS }),
  image_ids: imageIds.optional(),
}

export const newProduct = eitherCase(
  z.strictObject({ ...fields, publish_immediately: z.boolean().default(false) }),
)
export const productChange = eitherCase(z.strictObject(fields).partial())
export const retirement = eitherCase(
  z.strictObject({ reason: z.enum(RETIRE_REASONS).default('manual') }),
)
export const productQuery = pageQuery.extend({
  status: z.enum(PRODUCT_STATUSES).optional(),
  collection: collection.optional(),
  search: searchText.optional(),
})

export type VariantWish = z.output<typeof variantWish>
export type NewProduct = z.output<typeof newProduct>
export type ProductChange = z.output<typeof productChange>
export type ProductQuery = z.output<typeof productQuery>
export type RetireReason = (typeof RETIRE_REASONS)[number]
