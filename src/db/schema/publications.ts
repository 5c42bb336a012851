import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { json } from '../json.ts'

/** By field: what the shop showed when a person said to push over it. */
const decisions = z.record(z.string(), z.object({ seen: z.string() }))

/**
 * A product's state at a shop. `unknown`: sent or to be sent, and no answer yet; never on sale.
 * `active` is written before the call that puts it on sale and kept until the shop has confirmed
 * that it is off: it may say more than the shop shows, never less. `absent`: the shop lost it.
 */
const PUBLICATION_STATUSES = ['unknown', 'draft', 'active', 'archived', 'absent'] as const
export type PublicationStatus = (typeof PUBLICATION_STATUSES)[number]

export const productPublications = sqliteTable(
  'product_publications',
  {
    user_id: text().notNull(),
    product_id: text().notNull(),
    shop_domain: text().notNull(),
    status: text({ enum: PUBLICATION_STATUSES }).notNull(),
    shop_product_id: text(),
    shop_product_gid: text(),
    handle: text(),
    url: text(),
    /** JSON of the content that the shop confirmed last. */
    sent: text(),
    /** Of that content, once all of it was sent; and the task that sent it. */
    sent_hash: text(),
    sent_task_id: text(),
    /** Since when the product differs from that content; null while it does not. */
    unsent_since: text(),
    published_at: text(),
    last_synced_at: text(),
    /** Set while a run is at work, and kept where one of its calls was not answered. */
    recheck_at: text(),
    /** JSON of what the shop showed when it confirmed that content, or a person decided. */
    shop_base: text(),
    /** The same as it was read last, when that was, and when it is to be read again. */
    shop_seen: text(),
    seen_at: text(),
    look_at: text(),
    /** JSON of what a call may have changed whose answer is not known yet. */
    sending: text(),
    /** Fields that are pushed over what the shop shows. */
    decisions: json(decisions).notNull().default({}),
    /** Fields changed at the shop that nobody has decided on, and since when that is known. */
    drifted_fields: json(z.array(z.string())).notNull().default([]),
    drifted_since: text(),
    /** JSON of the product with its parts as it was sent last. */
    sent_rows: text(),
    /** The shop's collection that publishing put the product into. */
    joined_collection_gid: text(),
    created_at: text().notNull(),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.product_id, table.shop_domain] })],
)

export const publicationVariants = sqliteTable(
  'publication_variants',
  {
    user_id: text().notNull(),
    product_id: text().notNull(),
    shop_domain: text().notNull(),
    variant_id: text().notNull(),
    shop_variant_id: text().notNull(),
    shop_variant_gid: text().notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.user_id, table.product_id, table.shop_domain, table.variant_id],
    }),
  ],
)

export const publicationImages = sqliteTable(
  'publication_images',
  {
    user_id: text().notNull(),
    product_id: text().notNull(),
    shop_domain: text().notNull(),
    image_id: text().notNull(),
    /** Where the shop takes the pushed bytes from, until it has the picture under its own id. */
    staged_url: text(),
    staged_at: text(),
    shop_image_id: text(),
    shop_image_gid: text(),
    /** How many times the shop could not process it. */
    failures: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.product_id, table.shop_domain, table.image_id] }),
  ],
)

export const formerShops = sqliteTable(
  'former_shops',
  {
    user_id: text().notNull(),
    shop_domain: text().notNull(),
    /** AES-256-GCM ciphertext, bound to the owner and the shop. */
    credentials: text().notNull(),
    metadata: text().notNull(),
    /** What is on sale there is to be retired. */
    retires: integer({ mode: 'boolean' }).notNull(),
    created_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.shop_domain] })],
)

/** What a collection is at a shop, once it was found or made there. */
export const shopCollections = sqliteTable(
  'shop_collections',
  {
    user_id: text().notNull(),
    shop_domain: text().notNull(),
    collection: text().notNull(),
    /** The handle that was asked for; null for one that was made. */
    handle: text(),
    shop_collection_gid: text().notNull(),
    is_published: integer({ mode: 'boolean' }).notNull().default(false),
    updated_at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.shop_domain, table.collection] })],
)

export type Publication = typeof productPublications.$inferSelect
export type PublicationImage = typeof publicationImages.$inferSelect
