import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

export const PRODUCT_STATUSES = ['draft', 'pending', 'active', 'retired', 'archived'] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]

export const PUBLISH_STATES = ['idle', 'queued', 'publishing', 'retiring', 'failed'] as const

/**
 * What a task is to reach; `publish_state` tells how far it is. `withdrawn` is off sale at the
 * task's shop alone: retired, unless another shop sells it. `staged` is sent as a draft, off sale.
 */
export const PUBLISH_TARGETS = [
  'active',
  'retired',
  'archived',
  'draft',
  'withdrawn',
  'staged',
] as const
export type PublishTarget = (typeof PUBLISH_TARGETS)[number]

/** What publishing can be told to leave alone, as the shop shows it. */
export const LOCKABLE_FIELDS = [
  'title',
  'description',
  'product_type',
  'vendor',
  'tags',
  'handle',
  'seo',
  'prices',
  'pictures',
  'collection',
] as const
export type LockableField = (typeof LOCKABLE_FIELDS)[number]

/** All amounts are integer minor units of the row's currency. */
export const pricing = sqliteTable('product_pricing', {
  id: text().primaryKey(),
  user_id: text(),
  size: text().notNull(),
  base_price: integer().notNull(),
  framed_price: integer(),
  digital_price: integer(),
  cost: integer(),
  frame_cost: integer(),
  /** Grams; the frame's are on top of the print's. */
  weight_grams: integer(),
  frame_weight_grams: integer(),
  currency: text().notNull(),
  version: integer().notNull(),
  is_active: integer({ mode: 'boolean' }).notNull(),
  is_system: integer({ mode: 'boolean' }).notNull(),
  created_at: text().notNull(),
  updated_at: text().notNull(),
})

export const products = sqliteTable(
  'products',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    request_hash: text(),
    quote_id: text(),
    asset_id: text(),
    title: text().notNull(),
    description: text(),
    /** What a shop shows in place of it, sanitised. */
    description_html: text(),
    seo_title: text(),
    seo_description: text(),
    /** An id of Shopify's taxonomy. */
    category: text(),
    product_type: text().notNull(),
    vendor: text().notNull(),
    tags: json(z.array(z.string())).notNull(),
    currency: text().notNull(),
    collection: text(),
    status: text({ enum: PRODUCT_STATUSES }).notNull(),
    publish_state: text({ enum: PUBLISH_STATES }).notNull(),
    publish_target: text({ enum: PUBLISH_TARGETS }),
    publish_task_id: text(),
    /** The shop that the task acts at. */
    publish_shop: text(),
    publish_queued_at: text(),
    retired_at: text(),
    retire_reason: text({ enum: ['underperformer', 'manual', 'seasonal'] }),
    total_views: integer(),
    total_orders: integer().notNull(),
    total_revenue: integer().notNull(),
    sync_error: text(),
    /** What lists filter by; null is not known. */
    is_unprofitable: integer({ mode: 'boolean' }),
    is_below_print: integer({ mode: 'boolean' }),
    has_mockups: integer({ mode: 'boolean' }).notNull().default(false),
    /** Whether a shop that sells it has an older state: written by triggers alone. */
    is_unsent: integer({ mode: 'boolean' }).notNull().default(false),
    /** Whether a shop shows changes that nobody has decided on: written by triggers alone. */
    is_drifted: integer({ mode: 'boolean' }).notNull().default(false),
    /** Fields that publishing leaves alone. */
    locked_fields: json(z.array(z.enum(LOCKABLE_FIELDS)))
      .notNull()
      .default([]),
    /** Of the last task: the plan that it carries out, and whether it pushes over the shop's changes. */
    publish_plan_id: text(),
    publish_overwrites: integer({ mode: 'boolean' }).notNull().default(false),
    /** Since when the task waits for credentials, and when it went on after that. */
    publish_parked_at: text(),
    publish_resumed_at: text(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

/**
 * Whose products are to be checked again since what their flags follow from was changed: those of
 * an artwork, or all of a user's with asset_id ''. Requested by triggers alone.
 */
export const productChecks = sqliteTable(
  'product_checks',
  {
    user_id: text().notNull(),
    asset_id: text().notNull(),
    cursor: text().notNull().default(''),
    asked: integer().notNull().default(1),
    requested_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.asset_id] })],
)

export const productCounts = sqliteTable(
  'product_counts',
  {
    user_id: text().notNull(),
    status: text({ enum: PRODUCT_STATUSES }).notNull(),
    collection: text().notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.status, table.collection] })],
)

export const productVariants = sqliteTable(
  'product_variants',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    product_id: text().notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    sku: text().notNull(),
    size: text().notNull(),
    frame_style: text({ enum: ['white', 'black', 'natural'] }),
    price: integer().notNull(),
    compare_at_price: integer(),
    inventory_quantity: integer().notNull(),
    inventory_policy: text({ enum: ['continue', 'deny'] }).notNull(),
    is_digital: integer({ mode: 'boolean' }).notNull(),
    digital_file_url: text(),
    digital_file_key: text(),
    sky_pilot_asset_id: text(),
    digital_file_id: text(),
    /** Who said that the delivery app has the file, and when. */
    delivery_confirmed_by: text(),
    delivery_confirmed_at: text(),
    /** Who said that it is sold although the artwork has too few pixels for its size, and when. */
    low_dpi_accepted_by: text(),
    low_dpi_accepted_at: text(),
    /** The picture of the product that shows this variant. */
    image_id: text(),
    is_active: integer({ mode: 'boolean' }).notNull(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export const productImages = sqliteTable(
  'product_images',
  {
    user_id: text().notNull(),
    id: text().notNull(),
    product_id: text().notNull(),
    position: integer().notNull(),
    picture_id: text(),
    file_key: text().notNull(),
    thumbnail_key: text(),
    width: integer(),
    height: integer(),
    alt: text(),
    source_type: text({ enum: ['asset', 'mockup', 'upload'] }).notNull(),
    source_id: text(),
    /** Which artwork and room it shows, kept beyond its mockup. */
    asset_id: text(),
    scene: text(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.id] })],
)

export type Pricing = typeof pricing.$inferSelect
export type Product = typeof products.$inferSelect
export type ProductVariant = typeof productVariants.$inferSelect
export type ProductImage = typeof productImages.$inferSelect
