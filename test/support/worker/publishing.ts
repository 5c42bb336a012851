import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../../src/context.ts'
import { publishProduct } from '../../../src/domain/publishing/publish-product.ts'
import { syncProduct } from '../../../src/domain/publishing/sync-product.ts'
import { newId } from '../../../src/ids.ts'
import { contextOf, type TestUser } from './create-user.ts'
import { PNG_6X8 } from './pictures.ts'
import { type ProductView, readProduct } from './products.ts'
import { upload } from './upload.ts'

const uploaded = z.object({ asset: z.object({ id: z.string() }) })

/** The user's work while the queue takes no messages: they are delivered by hand. */
export function withoutQueue(owner: TestUser): Context {
  const ctx = contextOf(owner)
  const send = () => Promise.reject(new Error('the queue takes nothing'))
  const silent = { ...ctx.queues.shopifyPublishing, send }
  return { ...ctx, queues: { ...ctx.queues, shopifyPublishing: silent } }
}

/** The same with some verbs of the shop's client replaced. */
export function withShop(
  ctx: Context,
  change: (shop: ReturnType<Context['shopify']>) => Partial<ReturnType<Context['shopify']>>,
): Context {
  return {
    ...ctx,
    shopify: (account) => {
      const shop = ctx.shopify(account)
      return { ...shop, ...change(shop) }
    },
  }
}

/** Publishes and does the work in place; returns the product as it is then. */
export async function publishNow(user: TestUser, id: string, ctx = withoutQueue(user)) {
  const { taskId } = await publishProduct(ctx, id)
  await syncProduct(ctx, { productId: id, taskId })
  return readProduct(user, id)
}

/** Waits until the product is as wanted. */
export function rested(
  user: TestUser,
  id: string,
  wanted: Partial<ProductView>,
): Promise<ProductView> {
  return vi.waitFor(
    async () => {
      const product = await readProduct(user, id)
      expect(product).toMatchObject(wanted)
      return product
    },
    { timeout: 20_000, interval: 50 },
  )
}

export async function addPicture(user: TestUser): Promise<string> {
  const answer = await upload(user, PNG_6X8)
  return uploaded.parse(await answer.json()).asset.id
}

/** Gives a product more pictures of the file it shows, until it has so many. */
export async function multiplyPictures(user: TestUser, productId: string, count: number) {
  const insert = env.DB.prepare(
    `INSERT INTO product_images (user_id, id, product_id, position, file_key, thumbnail_key, width,
       height, source_type, source_id, created_at)
     SELECT user_id, ?, product_id, ?, file_key, thumbnail_key, width, height, source_type,
       source_id, created_at
     FROM product_images WHERE user_id = ? AND product_id = ? AND position = 0`,
  )
  const positions = Array.from({ length: count - 1 }, (_, index) => index + 1)
  await env.DB.batch(
    positions.map((position) => insert.bind(newId(), position, user.userId, productId)),
  )
}
