import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { lookAtShops } from '../../src/domain/publishing/drift/look-at-shops.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser, testBase } from '../support/worker/create-user.ts'
import { addProduct } from '../support/worker/products.ts'
import { publishNow } from '../support/worker/publishing.ts'
import { breakShop, connectShop, editAtShop } from '../support/worker/shop.ts'

async function published() {
  const user = await createUser()
  const shop = await connectShop(user)
  const { id } = await addProduct(user)
  const { shopify_product_gid: gid } = await publishNow(user, id)
  await dueNow(user, id)
  return { user, shop, id, gid: gid ?? '' }
}

/** Before whatever other tests have left. */
const dueNow = (user: TestUser, id: string) =>
  env.DB.prepare(
    "UPDATE product_publications SET look_at = '2000-01-01' WHERE user_id = ? AND product_id = ?",
  )
    .bind(user.userId, id)
    .run()

const lookOf = (user: TestUser, id: string) =>
  env.DB.prepare(
    `SELECT look_at, seen_at, drifted_fields FROM product_publications
     WHERE user_id = ? AND product_id = ?`,
  )
    .bind(user.userId, id)
    .first<{ look_at: string | null; seen_at: string | null; drifted_fields: string }>()

it('finds what was changed at the shop, once a day', async () => {
  const { user, shop, id, gid } = await published()
  await lookAtShops(testBase())
  await dueNow(user, id)
  await editAtShop(shop, gid, { vendor: 'Someone' })
  await lookAtShops(testBase())
  const look = await lookOf(user, id)
  expect(look).toMatchObject({ drifted_fields: '["vendor"]' })
  const hours = (Date.parse(look?.look_at ?? '') - Date.now()) / 3_600_000
  expect(Math.round(hours)).toBe(24)
})

it('asks a shop that cannot be reached again after an hour', async () => {
  const { user, shop, id } = await published()
  await breakShop(shop, { kind: 'status', value: 500, operation: '*' })
  await lookAtShops(testBase())
  const look = await lookOf(user, id)
  const minutes = (Date.parse(look?.look_at ?? '') - Date.now()) / 60_000
  expect(Math.round(minutes)).toBe(60)
})

it('asks nobody about a shop that is not connected, and again once it is', async () => {
  const { user, shop, id } = await published()
  await api(user, 'DELETE', '/api/integrations/shopify')
  await lookAtShops(testBase())
  expect(await lookOf(user, id)).toMatchObject({ look_at: null })
  await connectShop(user, { shop })
  expect((await lookOf(user, id))?.look_at).not.toBeNull()
})

it('leaves what is being published alone', async () => {
  const { user, id } = await published()
  const seen = (await lookOf(user, id))?.seen_at
  await env.DB.prepare("UPDATE products SET publish_state = 'queued' WHERE user_id = ? AND id = ?")
    .bind(user.userId, id)
    .run()
  await lookAtShops(testBase())
  const look = await lookOf(user, id)
  expect(look?.seen_at).toBe(seen)
  expect(Date.parse(look?.look_at ?? '')).toBeGreaterThan(Date.now())
})
