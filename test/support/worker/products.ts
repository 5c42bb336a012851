import { exports } from 'cloudflare:workers'
import * as z from 'zod'
import { api } from './api.ts'
import type { TestUser } from './create-user.ts'

export const productShape = z.object({
  id: z.string(),
  version: z.number(),
  currency: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  description_html: z.string().nullable(),
  seo_title: z.string().nullable(),
  seo_description: z.string().nullable(),
  category: z.string().nullable(),
  collection: z.string().nullable(),
  tags: z.array(z.string()),
  product_type: z.string(),
  vendor: z.string(),
  status: z.string(),
  publish_state: z.string(),
  publish_task_id: z.string().nullable(),
  shopify_product_id: z.string().nullable(),
  shopify_product_gid: z.string().nullable(),
  shopify_handle: z.string().nullable(),
  shopify_url: z.string().nullable(),
  sync_error: z.string().nullable(),
  published_at: z.string().nullable(),
  last_synced_at: z.string().nullable(),
  retired_at: z.string().nullable(),
  retire_reason: z.string().nullable(),
  total_views: z.number().nullable(),
  total_revenue: z.number(),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      sku: z.string(),
      size: z.string(),
      frame_style: z.string().nullable(),
      is_digital: z.boolean(),
      price: z.number(),
      compare_at_price: z.number().nullable(),
      sky_pilot_asset_id: z.string().nullable(),
      is_active: z.boolean(),
      digital_file_id: z.string().nullable(),
      digital_file_url: z.string().nullable(),
      delivery_confirmed_by: z.string().nullable(),
      delivery_confirmed_at: z.string().nullable(),
      inventory_policy: z.string(),
      shopify_variant_id: z.string().nullable(),
      shopify_variant_gid: z.string().nullable(),
    }),
  ),
  warnings: z.array(
    z.object({ code: z.string(), message: z.string(), variant_ids: z.array(z.string()) }),
  ),
  images: z.array(
    z.object({
      id: z.string(),
      position: z.number(),
      src: z.string(),
      alt: z.string().nullable(),
      source_type: z.string(),
      source_id: z.string().nullable(),
      shopify_image_id: z.string().nullable(),
    }),
  ),
})

export type ProductView = z.infer<typeof productShape>

const one = z.object({ product: productShape })

/** Reads the one product of an answer and insists on its status. */
export async function productOf(answer: Response, status = 200): Promise<ProductView> {
  const text = await answer.text()
  if (answer.status !== status) throw new Error(`${answer.status}: ${text}`)
  return one.parse(JSON.parse(text)).product
}

/** A product of two variants, or with other fields. */
export async function addProduct(
  user: TestUser,
  overrides: Record<string, unknown> = {},
): Promise<ProductView> {
  const variants = [{ size: '8x10' }, { size: '8x10', frame_style: 'white' }]
  const body = { title: 'You are allowed to rest', variants, ...overrides }
  return productOf(await api(user, 'POST', '/api/products', body), 201)
}

const file = z.object({ digital_file: z.object({ id: z.string() }) })

/** A file that customers download, as a PDF of these words; the same words are the same file. */
export async function addFile(user: TestUser, words = 'a print'): Promise<string> {
  const bytes = new TextEncoder().encode(`%PDF-1.7\n${words}\n%%EOF`)
  const answer = await exports.default.fetch('http://localhost:8787/api/digital-files', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${user.apiKey}`,
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
    },
    body: bytes,
  })
  return file.parse(await answer.json()).digital_file.id
}

/** A digital variant with a file that the delivery app is said to have. */
export async function delivered(user: TestUser, size = '8x10') {
  const digital_file_id = await addFile(user)
  return { size, is_digital: true, digital_file_id, accept_undelivered: true }
}

export async function readProduct(user: TestUser, id: string): Promise<ProductView> {
  return productOf(await api(user, 'GET', `/api/products/${id}`))
}
