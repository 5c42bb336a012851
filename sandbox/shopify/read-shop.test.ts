import { expect, test } from 'vitest'
import { readShop } from '../../src/integrations/shopify/read-shop.ts'
import { okValue, openTestShop } from './shop-for-tests.ts'

/** A shop of its own, and how many calls its client makes. */
function openCounted() {
  const { client, shop, shopify } = openTestShop()
  const calls = { count: 0 }
  const outbound: typeof client.outbound = (...given) => {
    calls.count += 1
    return client.outbound(...given)
  }
  return { client: { ...client, outbound }, calls, change: shopify.change.bind(undefined, shop) }
}

test('everything about a shop is read in one call', async () => {
  const { client, calls } = openCounted()
  expect(okValue(await readShop(client))).toMatchObject({
    currency: 'USD',
    missingScopes: [],
    hasOnlineStore: { kind: 'read', value: true },
    hasPassword: { kind: 'read', value: false },
    orders: { kind: 'read', value: true },
  })
  expect(calls.count).toBe(1)
})

test('a refused part is found by asking for each alone, and the others are read', async () => {
  const { client, calls, change } = openCounted()
  change({ orders: 'denied', password: true })
  expect(okValue(await readShop(client))).toMatchObject({
    hasOnlineStore: { kind: 'read', value: true },
    hasPassword: { kind: 'read', value: true },
    orders: { kind: 'refused' },
  })
  expect(calls.count).toBe(5)
})

test('a revoked app is refused, and no part of it is taken for missing', async () => {
  const { client, calls, change } = openCounted()
  change({ revoked: true })
  expect(await readShop(client)).toMatchObject({ kind: 'unauthorized' })
  expect(calls.count).toBe(1)
})
