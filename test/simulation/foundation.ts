import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emptyShop } from '../../sandbox/shopify/shop-state.ts'
import { openSqlite } from './bindings/sql.ts'
import { pictureOf } from './pictures.ts'
import type { Product } from './product.ts'
import { insertUser, type Verbs } from './product-facts.ts'
import { createWorld, type Foundation, HOUR_MS, START_MS, type User, type World } from './world.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url).href)
const MOST_USERS = 4
const ASSETS_OF_EACH = 3
const SYSTEM_SCENES = ['bedroom', 'therapy_office', 'living_room']
const PREPARING_MS = 10 * 60_000

/** Makes users with artworks, a scene, a key and a shop by the product's own verbs, once. */
export async function layFoundation(product: Product, verbs: Verbs): Promise<Foundation> {
  const shops = Array.from({ length: MOST_USERS }, (_, index) => emptyShop(domainOf(index)))
  const migrated = migrate()
  const world = createWorld({
    seed: 1,
    product,
    verbs,
    foundation: { d1: migrated, shops },
    userCount: 0,
    startMs: START_MS - HOUR_MS,
  })
  try {
    const users: User[] = []
    for (let index = 0; index < MOST_USERS; index++) users.push(await addUser(world, index))
    return {
      d1: world.db.serialize(),
      shelf: world.shelf,
      limiters: world.limiters.save(),
      shops: [...world.shops.values()].map((shop) => shop.state),
      users,
    }
  } finally {
    world.close()
  }
}

const domainOf = (index: number) => `test-shop-${index + 1}.myshopify.com`

function migrate(): Uint8Array {
  const db = openSqlite()
  const files = readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql'))
  for (const file of files.sort()) db.exec(readFileSync(join(MIGRATIONS, file), 'utf8'))
  return db.serialize()
}

async function addUser(world: World, index: number): Promise<User> {
  const { verbs, scheduler, db } = world
  const number = String(index + 1).padStart(12, '0')
  const user: User = {
    id: `01900000-0000-7000-8000-${number}`,
    apiKey: `hh_simulation_key_of_user_${number}`,
    vendorKey: `vendor_${number}`,
    shopDomain: domainOf(index),
    assetIds: [],
    scenes: [...SYSTEM_SCENES, 'own_room'],
    ownSceneId: '',
  }
  let failed: unknown
  scheduler.spawn(
    { name: 'preparation', kind: 'person' },
    async () => {
      const keyHash = await verbs.hashApiKey(user.apiKey)
      const nowMs = scheduler.now()
      insertUser(db, { id: user.id, keyId: `key-${number}`, keyHash, nowMs })
      const ctx = world.contextOf(user, 'person')
      await verbs.connectVendor(ctx, user.vendorKey)
      await verbs.connectShop(ctx, user.shopDomain)
      for (let asset = 1; asset <= ASSETS_OF_EACH; asset++) {
        const title = `artwork ${asset} of user ${index + 1}`
        const { id } = await verbs.storeAsset(ctx, pictureOf(title), title)
        user.assetIds.push(id)
      }
      const scene = await verbs.createScene(ctx, 'own_room')
      user.ownSceneId = scene.id
    },
    (error) => {
      failed = error
    },
  )
  await scheduler.runUntil(scheduler.now() + PREPARING_MS)
  if (failed) throw failed
  if (user.ownSceneId === '') throw new Error('the preparation did not end')
  return user
}
