import * as z from 'zod'
import { FRAME_STYLES } from '../../domain/products/variant-kind.ts'
import { PLAN_ACTIONS, PLAN_TARGETS, WILLS } from '../../domain/publishing/plan/plan-changes.ts'
import { FIELDS } from '../../domain/publishing/sides/fields.ts'

const planChange = z.strictObject({
  path: z.string(),
  hub: z.string().nullable(),
  published: z.string().nullable(),
  shop: z.string().nullable(),
  will: z.enum(WILLS),
})

/** What an action changes at a shop, as `planAction` tells it. */
export const actionPlanAnswer = z.strictObject({
  plan_id: z.string(),
  action: z.enum(PLAN_ACTIONS),
  target: z.enum(PLAN_TARGETS).nullable(),
  shop_domain: z.string().nullable(),
  other_shops: z.array(z.string()),
  read_at: z.iso.datetime(),
  changes: z.array(planChange),
  undecided: z.array(z.enum(FIELDS)),
})

/** What publishing would send, as `planPublication` tells it. */
export const planAnswer = z.strictObject({
  action: z.enum(['create', 'update']),
  shop_domain: z.string(),
  shopify_product_id: z.string().nullable(),
  /** Null where the shop could not be read. */
  plan_id: z.string().nullable(),
  read_at: z.iso.datetime().nullable(),
  changes: z.array(planChange).nullable(),
  target: z.enum(PLAN_TARGETS),
  product: z.strictObject({
    title: z.string(),
    description_html: z.string(),
    seo_title: z.string().nullable(),
    seo_description: z.string().nullable(),
    category: z.string().nullable(),
    vendor: z.string(),
    product_type: z.string(),
    currency: z.string(),
    tags: z.array(z.string()).optional(),
    handle: z.string().optional(),
    tags_added: z.array(z.string()).optional(),
    tags_removed: z.array(z.string()).optional(),
  }),
  variants: z.array(
    z.strictObject({
      id: z.uuid(),
      sku: z.string(),
      size: z.string(),
      frame_style: z.enum(FRAME_STYLES).nullable(),
      is_digital: z.boolean(),
      price: z.number(),
      compare_at_price: z.number().nullable(),
      weight_grams: z.int().nullable(),
    }),
  ),
  images: z.array(z.strictObject({ id: z.uuid(), alt: z.string(), upload: z.boolean() })),
})
