import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FullProduct, ImageRow, VariantRow } from '../../products/load-parts.ts'
import { FIELDS } from '../sides/fields.ts'
import { mergeReading } from '../sides/merge-fields.ts'
import type { Reading } from '../sides/reading.ts'
import { changedAtShop, planExact } from './plan-undo.ts'
import { restoringRows } from './restore-rows.ts'

const NOW = '2026-11-21T10:00:00.000Z'
const judge = {
  flagsOf: () => ({ is_unprofitable: null, is_below_print: null }),
  frameOf: () => {
    throw new Error('not asked for')
  },
}

const word = fc.constantFrom('calm', 'bright', 'quiet', 'loud')
const maybe = fc.option(word)

const variant = (id: string) =>
  fc.record({ price: fc.nat(9_999), compare: fc.option(fc.nat(9_999)), image: fc.boolean() }).map(
    ({ price, compare, image }): VariantRow => ({
      user_id: 'u',
      id,
      product_id: 'p',
      position: Number(id),
      title: id,
      sku: `HH-${id}`,
      size: '8x10',
      frame_style: null,
      price,
      compare_at_price: compare,
      inventory_quantity: 0,
      inventory_policy: 'continue',
      is_digital: false,
      digital_file_url: null,
      digital_file_key: null,
      sky_pilot_asset_id: null,
      digital_file_id: null,
      delivery_confirmed_by: null,
      delivery_confirmed_at: null,
      low_dpi_accepted_by: null,
      low_dpi_accepted_at: null,
      image_id: image ? '1' : null,
      is_active: true,
      created_at: NOW,
      updated_at: NOW,
      shopify_variant_id: null,
      shopify_variant_gid: null,
      digital_file_name: null,
    }),
  )

const image = (id: string) =>
  maybe.map(
    (alt): ImageRow => ({
      user_id: 'u',
      id,
      product_id: 'p',
      position: Number(id),
      picture_id: null,
      file_key: `file-${id}`,
      thumbnail_key: null,
      width: null,
      height: null,
      alt,
      source_type: 'upload',
      source_id: null,
      asset_id: null,
      scene: null,
      created_at: NOW,
      shopify_image_id: null,
    }),
  )

const shuffled = fc.subarray(['1', '2', '3'], { minLength: 1 })
const parts = fc.record({
  variants: shuffled.chain((ids) => fc.tuple(...ids.map(variant))),
  // The first is always there: variants may show it.
  images: shuffled.chain((ids) => fc.tuple(...[...new Set(['1', ...ids])].map(image))),
})

const product: fc.Arbitrary<FullProduct> = fc
  .record({ title: word, description: maybe, seo: maybe, category: maybe, tags: fc.array(word) })
  .chain(({ title, description, seo, category, tags }) =>
    parts.map(({ variants, images }) => ({
      user_id: 'u',
      id: 'p',
      version: 1,
      request_hash: null,
      quote_id: null,
      asset_id: null,
      title,
      description,
      description_html: null,
      seo_title: seo,
      seo_description: seo,
      category,
      product_type: 'Print',
      vendor: title,
      tags,
      currency: 'USD',
      collection: category,
      status: 'active',
      publish_state: 'idle',
      publish_target: 'active',
      publish_task_id: 't',
      publish_shop: 'a',
      publish_queued_at: null,
      retired_at: null,
      retire_reason: null,
      total_views: null,
      total_orders: 0,
      total_revenue: 0,
      sync_error: null,
      is_unprofitable: null,
      is_below_print: null,
      has_mockups: false,
      is_unsent: false,
      is_drifted: false,
      locked_fields: [],
      publish_plan_id: null,
      publish_overwrites: false,
      publish_parked_at: null,
      publish_resumed_at: null,
      created_at: NOW,
      updated_at: NOW,
      shopify_product_id: null,
      shopify_product_gid: null,
      shopify_handle: null,
      shopify_url: null,
      published_at: null,
      last_synced_at: null,
      variants,
      images,
    })),
  )

const fields = fc.subarray([...FIELDS])

function restored(now: FullProduct, rows: FullProduct, asked: readonly (typeof FIELDS)[number][]) {
  const plan = restoringRows(now, { rows, sent: null, fields: [...asked] }, judge)
  const images = plan.images?.map((row) => ({ ...row, is_restored: undefined }))
  const { variants = now.variants } = plan
  return { ...now, ...plan.fields, variants, images: images ?? now.images }
}

const plain = (rows: FullProduct) => JSON.parse(JSON.stringify(rows))

test('all that was published before is brought back, and undoing that brings back the rest', () => {
  fc.assert(
    fc.property(product, product, (now, before) => {
      const undone = restored(now, before, FIELDS)
      expect(plain(undone)).toEqual(plain(before))
      expect(plain(restored(undone, now, FIELDS))).toEqual(plain(now))
    }),
  )
})

test('what a publish did not send stays, and what is the same is not written', () => {
  fc.assert(
    fc.property(product, product, fields, (now, before, asked) => {
      const undone = restored(now, before, asked)
      expect(undone.title).toBe((asked.includes('title') ? before : now).title)
      expect(undone.vendor).toBe((asked.includes('vendor') ? before : now).vendor)
      if (!asked.includes('variants')) {
        expect(undone.variants.map(({ id }) => id)).toEqual(now.variants.map(({ id }) => id))
      }
      if (!asked.includes('pictures')) expect(undone.images).toEqual(now.images)
      const again = restoringRows(undone, { rows: before, sent: null, fields: [...asked] }, judge)
      expect(again).toMatchObject({ fields: {}, images: undefined })
      expect(again.variants).toBeUndefined()
    }),
  )
})

const shownVariant = (gid: string) =>
  fc.record({ price: word, compareAtPrice: maybe, mediaGid: maybe }).map((one) => ({
    ...one,
    gid,
    sku: gid,
    options: [{ name: 'Size', value: gid }],
    weightGrams: null,
    requiresShipping: true,
    inventoryPolicy: 'CONTINUE' as const,
    isTracked: false,
  }))

const shown: fc.Arbitrary<Reading> = fc.record({
  status: fc.constantFrom('ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED'),
  isOnline: fc.boolean(),
  handle: word,
  title: word,
  descriptionHtml: word,
  vendor: word,
  productType: word,
  tags: fc.uniqueArray(word),
  seo: fc.record({ title: maybe, description: maybe }),
  category: maybe,
  variants: fc.tuple(shownVariant('a'), shownVariant('b')),
  media: fc.array(fc.record({ gid: word, alt: maybe }), { maxLength: 3 }),
})

test('a plan names what differs, and nothing once the shop shows it again', () => {
  fc.assert(
    fc.property(shown, shown, fields, (before, now, asked) => {
      const exact = { fields: asked, shown: before }
      const undone = mergeReading(now, before, new Set(asked))
      expect(planExact(exact, { shop: undone, base: now })).toEqual([])
      const differs = changedAtShop({ base: now, shop: undone })
      const planned = planExact(exact, { shop: now, base: now })
      // Tags are compared without their order.
      if (differs.length > 0) expect(planned.length).toBeGreaterThan(0)
      expect(mergeReading(undone, now, new Set(asked))).toEqual(now)
    }),
  )
})
