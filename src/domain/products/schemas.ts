import * as z from 'zod'
import {
  LOCKABLE_FIELDS,
  PRODUCT_STATUSES,
  PUBLISH_STATES,
  PUBLISH_TARGETS,
} from '../../db/schema/products.ts'
import { boundedList, distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery, searchText } from '../../paging.ts'
import { collectionKey } from '../collections/schemas.ts'
import { amount, currencyCode } from '../pricing/amounts.ts'
import { sizeKey } from '../pricing/size.ts'
import { MAX_ALT_CHARACTERS } from './suggest-alt.ts'
import { FRAME_STYLES } from './variant-kind.ts'

export const MAX_TITLE_CHARACTERS = 200
const MAX_DESCRIPTION_CHARACTERS = 10_000
// Shopify takes no longer tags, vendors and types, and 250 tags; nobody reads fifty.
export const MAX_TAG_CHARACTERS = 255
const MAX_NAME_CHARACTERS = MAX_TAG_CHARACTERS
export const MAX_TAGS = 50
export const MAX_HTML_CHARACTERS = 30_000
// Search engines show about 60 and 155 of them; Shopify takes this many.
export const MAX_SEO_TITLE_CHARACTERS = 70
export const MAX_SEO_DESCRIPTION_CHARACTERS = 320
/** As many variants and pictures as one product may have at the shop. */
export const MAX_VARIANTS = 100
export const MAX_IMAGES = 50

const RETIRE_REASONS = ['underperformer', 'manual', 'seasonal'] as const

export const frameStyle = z
  .enum([...FRAME_STYLES, 'unframed'])
  .nullable()
  .transform((style) => (style === 'unframed' ? null : style))

const variantFields = {
  frame_style: frameStyle.optional(),
  is_digital: z.boolean().optional(),
  price: amount.nullish(),
  compare_at_price: amount.nullish(),
  sky_pilot_asset_id: z.string().trim().max(MAX_NAME_CHARACTERS).nullish(),
  accept_free: z.boolean().optional(),
  accept_below_cost: z.boolean().optional(),
  accept_low_dpi: z.boolean().optional(),
  accept_undelivered: z.boolean().optional(),
  is_active: z.boolean().optional(),
  digital_file_id: uuid.nullish(),
}

/** A variant of a new product. */
const newVariant = eitherCase(z.strictObject({ size: sizeKey, ...variantFields }))

/** A variant of a product that is there: one it has, by id or by kind, or another one. */
const variantChange = eitherCase(
  z
    .strictObject({ id: uuid.optional(), size: sizeKey.optional(), ...variantFields })
    .refine(({ id, size }) => id !== undefined || size !== undefined, {
      path: ['size'],
      message: 'Give the id or the size of the variant',
    }),
)

// The form and the shop write tags in one line, with commas between them.
export const tag = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME_CHARACTERS)
  .regex(/^[^,]*$/, 'A tag cannot contain a comma')

const taxonomyCategory = z
  .string()
  .max(100)
  .regex(/^gid:\/\/shopify\/TaxonomyCategory\/[a-z0-9-]{1,60}$/, 'Choose a category of the list')

export const productTitle = z.string().trim().min(1).max(MAX_TITLE_CHARACTERS)
export const productDescription = z.string().trim().max(MAX_DESCRIPTION_CHARACTERS)
export const productTags = distinctList(tag, { max: MAX_TAGS })

const fields = {
  quote_id: uuid.nullish(),
  asset_id: uuid.nullish(),
  title: productTitle,
  description: productDescription.nullish(),
  product_type: z.string().trim().min(1).max(MAX_NAME_CHARACTERS).optional(),
  vendor: z.string().trim().min(1).max(MAX_NAME_CHARACTERS).optional(),
  collection: collectionKey.nullish(),
  tags: productTags.optional(),
  description_html: z.string().trim().max(MAX_HTML_CHARACTERS).nullish(),
  seo_title: z.string().trim().max(MAX_SEO_TITLE_CHARACTERS).nullish(),
  seo_description: z.string().trim().max(MAX_SEO_DESCRIPTION_CHARACTERS).nullish(),
  category: taxonomyCategory.nullish(),
  currency: currencyCode.optional(),
  image_ids: distinctList(uuid, { max: MAX_IMAGES }).optional(),
}
const accepted = z.boolean().optional()
/** What is refused unless it is said twice, for all variants at once. */
export const accepts = {
  accept_free: accepted,
  accept_below_cost: accepted,
  accept_low_dpi: accepted,
  accept_undelivered: accepted,
}

export const newProduct = eitherCase(
  z.strictObject({
    ...fields,
    variants: boundedList(newVariant, { min: 1, max: MAX_VARIANTS }),
    ...accepts,
    publish_immediately: z.boolean().default(false),
  }),
)
export const productChange = eitherCase(
  z
    .strictObject({
      ...fields,
      variants: boundedList(variantChange, { min: 1, max: MAX_VARIANTS }),
    })
    .partial()
    .extend(accepts),
)

const imageAlt = z.string().trim().max(MAX_ALT_CHARACTERS).nullish()
const imageEntry = eitherCase(
  z
    .strictObject({
      id: uuid.optional(),
      asset_id: uuid.optional(),
      mockup_id: uuid.optional(),
      alt: imageAlt,
      variant_ids: distinctList(uuid, { max: MAX_VARIANTS }).optional(),
    })
    .refine((entry) => [entry.id, entry.asset_id, entry.mockup_id].filter(Boolean).length === 1, {
      path: ['id'],
      message: 'Give one of id, asset_id and mockup_id',
    }),
)
/** The pictures of a product, in their order. */
export const imageList = boundedList(imageEntry, { max: MAX_IMAGES })
/** What comes with an uploaded picture. */
export const imageUpload = eitherCase(z.strictObject({ alt: imageAlt }))
/** The plan that a caller saw: that is carried out, and nothing else. */
const planId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Send the plan_id of a plan')
  .optional()
/** What is said to be meant when a product is published. */
export const publication = eitherCase(
  z.strictObject({
    accept_undelivered: accepted,
    accept_low_dpi: accepted,
    plan_id: planId,
    target: z.enum(['active', 'draft']).default('active'),
    overwrite: accepted,
  }),
)
export const retireReason = z.enum(RETIRE_REASONS)
export const retirement = eitherCase(
  z.strictObject({ reason: retireReason.default('manual'), plan_id: planId }),
)
/** What restoring and archiving take. */
export const resting = eitherCase(z.strictObject({ plan_id: planId }))
/** What publishing can be told to leave alone. */
export const lockableField = z.enum(LOCKABLE_FIELDS)
export const lockChange = eitherCase(
  z.strictObject({ fields: z.array(lockableField).max(LOCKABLE_FIELDS.length) }),
)
/** What is to be looked at in a product; as the search index has it. */
const PRODUCT_CHECKS = [
  'no_mockups',
  'unpublished_changes',
  'unprofitable',
  'below_print_limit',
  'changed_at_shop',
] as const
/** What products are chosen by, in lists and for changes of many. */
export const productFilter = z.strictObject({
  status: z.enum(PRODUCT_STATUSES).optional(),
  collection: collectionKey.optional(),
  search: searchText.optional(),
  check: z.enum(PRODUCT_CHECKS).optional(),
})
export const productQuery = pageQuery.extend(productFilter.shape)

const time = z.iso.datetime()

/** A variant as the JSON API shows it; amounts in major units of the product's currency. */
const variantAnswer = z.strictObject({
  id: z.uuid(),
  product_id: z.uuid(),
  position: z.int(),
  shopify_variant_id: z.string().nullable(),
  shopify_variant_gid: z.string().nullable(),
  title: z.string(),
  sku: z.string(),
  size: z.string(),
  frame_style: z.enum(FRAME_STYLES).nullable(),
  is_digital: z.boolean(),
  price: z.number(),
  compare_at_price: z.number().nullable(),
  inventory_quantity: z.int(),
  inventory_policy: z.enum(['continue', 'deny']),
  digital_file_url: z.string().nullable(),
  sky_pilot_asset_id: z.string().nullable(),
  digital_file_id: z.uuid().nullable(),
  delivery_confirmed_by: z.string().nullable(),
  delivery_confirmed_at: time.nullable(),
  low_dpi_accepted_by: z.string().nullable(),
  low_dpi_accepted_at: time.nullable(),
  image_id: z.uuid().nullable(),
  is_active: z.boolean(),
  created_at: time,
  updated_at: time,
})

/** A picture; `src` and `thumbnail_url` are links made for the answer. */
const imageAnswer = z.strictObject({
  id: z.uuid(),
  product_id: z.uuid(),
  position: z.int(),
  shopify_image_id: z.string().nullable(),
  src: z.url(),
  thumbnail_url: z.url().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  alt: z.string().nullable(),
  source_type: z.enum(['asset', 'mockup', 'upload']),
  source_id: z.uuid().nullable(),
  created_at: time,
})

/** A product as the JSON API shows it. */
export const productAnswer = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  quote_id: z.uuid().nullable(),
  asset_id: z.uuid().nullable(),
  shopify_product_id: z.string().nullable(),
  shopify_product_gid: z.string().nullable(),
  shopify_handle: z.string().nullable(),
  shopify_url: z.string().nullable(),
  title: z.string(),
  description: z.string().nullable(),
  description_html: z.string().nullable(),
  seo_title: z.string().nullable(),
  seo_description: z.string().nullable(),
  category: z.string().nullable(),
  product_type: z.string(),
  vendor: z.string(),
  tags: z.array(z.string()),
  currency: z.string(),
  collection: z.string().nullable(),
  status: z.enum(PRODUCT_STATUSES),
  publish_state: z.enum(PUBLISH_STATES),
  publish_target: z.enum(PUBLISH_TARGETS).nullable(),
  publish_task_id: z.uuid().nullable(),
  publish_queued_at: time.nullable(),
  published_at: time.nullable(),
  retired_at: time.nullable(),
  retire_reason: z.enum(RETIRE_REASONS).nullable(),
  total_views: z.int().nullable(),
  total_orders: z.int(),
  total_revenue: z.number(),
  last_synced_at: time.nullable(),
  sync_error: z.string().nullable(),
  /** What lists filter by; null is not known. */
  is_unprofitable: z.boolean().nullable(),
  is_below_print: z.boolean().nullable(),
  has_mockups: z.boolean(),
  /** Fields that publishing leaves alone, and whether the shop shows changes to be decided on. */
  locked_fields: z.array(z.enum(LOCKABLE_FIELDS)),
  is_drifted: z.boolean(),
  created_at: time,
  updated_at: time,
  variants: z.array(variantAnswer),
  images: z.array(imageAnswer),
  warnings: z.array(
    z.strictObject({
      code: z.enum(['nothing_to_deliver', 'delivery_not_confirmed']),
      message: z.string(),
      variant_ids: z.array(z.uuid()),
    }),
  ),
})

export type ProductAnswer = z.output<typeof productAnswer>
export type NewProduct = z.output<typeof newProduct>
export type ProductChange = z.output<typeof productChange>
export type ProductCheck = (typeof PRODUCT_CHECKS)[number]
export type ProductFilter = z.output<typeof productFilter>
export type ProductQuery = ListQuery<typeof productQuery>
export type RetireReason = (typeof RETIRE_REASONS)[number]
