import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import {
  type Publication,
  productPublications,
  shopCollections,
} from '../../../db/schema/publications.ts'
import {
  findShopCollection,
  type WantedCollection,
} from '../../collections/find-shop-collection.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import type { CallResult, Session } from './session.ts'

// Longer than looking it up, making it and publishing it take.
const LEASE_MS = 60_000
const LONGEST_WAIT_MS = 5_000

const DONE = { kind: 'ok', value: undefined } as const

/**
 * Puts the shop's product (`gid`) into the shop's collection that its own one asks for, and takes it
 * out of the one that we had put it into before; of others it stays what it is. A collection that is
 * to be made is made once, and published. Safe to run any number of times: each step is kept, and
 * where nothing is to be done nothing is asked. While the field `collection` is locked it is left
 * alone, but where the shop gets the product for the first time.
 */
export async function joinCollection(
  ctx: Context,
  session: Session,
  product: Pick<FullProduct, 'collection' | 'locked_fields'>,
  publication: Pick<Publication, 'joined_collection_gid' | 'last_synced_at' | 'status'>,
  gid: string,
): Promise<CallResult<undefined>> {
  const { last_synced_at, status } = publication
  const isNew = last_synced_at === null || status === 'absent'
  if (!isNew && product.locked_fields.includes('collection')) return DONE
  const before = publication.joined_collection_gid
  const wanted = await findShopCollection(ctx, product.collection)
  const target = wanted ? await locateCollection(ctx, session, wanted) : undefined
  if (target && target.kind !== 'ok') return target
  const join = target?.value ?? null
  if (join === before) return DONE
  const moved = await move(session, gid, { join, leave: before })
  if (moved.kind === 'denied' && wanted && join) {
    return (await forgetIfGone(ctx, session, wanted, join)) ?? moved
  }
  if (moved.kind !== 'ok') return moved
  await keepJoined(ctx, session, join)
  return DONE
}

type Change = { join: string | null; leave: string | null }

async function move(
  { call }: Session,
  gid: string,
  { join, leave }: Change,
): Promise<CallResult<unknown>> {
  const asked = { join: join ? [join] : [], leave: leave ? [leave] : [] }
  const moved = await call((shop) => shop.moveProduct(gid, asked))
  if (moved.kind !== 'denied' || !leave) return moved
  // A collection that the shop has deleted since cannot be left, and has no products.
  const left = await call((shop) => shop.findCollection({ gid: leave }))
  if (left.kind !== 'ok') return left
  if (left.value) return moved
  return join ? call((shop) => shop.moveProduct(gid, { join: [join], leave: [] })) : DONE
}

/** The shop's id of a collection: the one that is kept, or it is looked for, or made. */
async function locateCollection(
  ctx: Context,
  session: Session,
  wanted: WantedCollection,
): Promise<CallResult<string>> {
  const known = await findKept(ctx, session, wanted)
  if (known?.is_published) return { kind: 'ok', value: known.shop_collection_gid }
  const limiter = ctx.limiterOf('shopify', session.key.shop)
  const name = `collection:${wanted.key}`
  const lease = await limiter.lease(name, LEASE_MS)
  if (lease.result === 'busy') {
    return { kind: 'later', waitMs: Math.min(lease.retryAfterMs, LONGEST_WAIT_MS) }
  }
  try {
    return await (wanted.isMade ? make(ctx, session, wanted) : findExisting(ctx, session, wanted))
  } finally {
    await limiter.releaseLease(name, lease.token)
  }
}

/** The shop's own collection is as visible as its staff want it: we never publish it. */
async function findExisting(
  ctx: Context,
  session: Session,
  wanted: WantedCollection,
): Promise<CallResult<string>> {
  const { handle } = wanted
  const found = await session.call((shop) => shop.findCollection({ handle }))
  if (found.kind !== 'ok') return found
  if (!found.value) return { kind: 'denied', message: notThere(wanted) }
  await keep(ctx, session, wanted, { gid: found.value.gid, isPublished: true })
  return { kind: 'ok', value: found.value.gid }
}

/** Looked for first: the answer to making it may have been lost. */
async function make(
  ctx: Context,
  session: Session,
  wanted: WantedCollection,
): Promise<CallResult<string>> {
  const { call } = session
  const { key, name, handle } = wanted
  const found = await call((shop) => shop.findCollection({ handle }))
  if (found.kind !== 'ok') return found
  if (found.value && found.value.mark !== key) return { kind: 'denied', message: isTheirs(wanted) }
  const made = found.value
    ? { kind: 'ok' as const, value: found.value }
    : await call((shop) => shop.createCollection({ title: name, handle, mark: key }))
  if (made.kind !== 'ok') return made
  const { gid } = made.value
  await keep(ctx, session, wanted, { gid, isPublished: false })
  const store = await call((shop) => shop.findOnlineStore())
  if (store.kind !== 'ok') return store
  const published = await call((shop) => shop.publishToOnlineStore(gid, store.value))
  if (published.kind !== 'ok') return published
  await keep(ctx, session, wanted, { gid, isPublished: true })
  return { kind: 'ok', value: gid }
}

function notThere({ name, handle }: WantedCollection): string {
  return `Your Shopify store has no collection with the handle ${handle}, which products of “${name}” are to join. Choose another one on the page /collections, then publish again.`
}

function isTheirs({ name, handle }: WantedCollection): string {
  return `Your Shopify store already has a collection with the handle ${handle}, so none was created for “${name}”. To use that one, choose it as an existing collection on the page /collections, then publish again.`
}

/** What is kept of it, where it is what is asked for. */
async function findKept(ctx: Context, { key: { shop } }: Session, wanted: WantedCollection) {
  const row = await ctx.db
    .select()
    .from(shopCollections)
    .where(isKept(ctx, shop, wanted.key))
    .get()
  return row && row.handle === keptHandle(wanted) ? row : undefined
}

function isKept(ctx: Context, shop: string, collection: string) {
  return and(
    eq(shopCollections.user_id, ctx.userId),
    eq(shopCollections.shop_domain, shop),
    eq(shopCollections.collection, collection),
  )
}

function keptHandle({ handle, isMade }: WantedCollection): string | null {
  return isMade ? null : handle
}

async function keep(
  ctx: Context,
  { key: { shop } }: Session,
  wanted: WantedCollection,
  { gid, isPublished }: { gid: string; isPublished: boolean },
): Promise<void> {
  const columns = {
    handle: keptHandle(wanted),
    shop_collection_gid: gid,
    is_published: isPublished,
    updated_at: isoTime(ctx.clock.now()),
  }
  await ctx.db
    .insert(shopCollections)
    .values({ user_id: ctx.userId, shop_domain: shop, collection: wanted.key, ...columns })
    .onConflictDoUpdate({
      target: [shopCollections.user_id, shopCollections.shop_domain, shopCollections.collection],
      set: columns,
    })
}

/** One that the shop has deleted since is looked for, or made, by the second try of the run. */
async function forgetIfGone(
  ctx: Context,
  { key: { shop }, call }: Session,
  { key, name }: WantedCollection,
  gid: string,
): Promise<CallResult<undefined> | undefined> {
  const found = await call((atShop) => atShop.findCollection({ gid }))
  if (found.kind !== 'ok' || found.value) return undefined
  await ctx.db
    .delete(shopCollections)
    .where(and(isKept(ctx, shop, key), eq(shopCollections.shop_collection_gid, gid)))
  return { kind: 'transient', message: `The collection “${name}” was deleted on Shopify` }
}

async function keepJoined(ctx: Context, { key }: Session, gid: string | null): Promise<void> {
  await ctx.db
    .update(productPublications)
    .set({ joined_collection_gid: gid })
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.product_id, key.productId),
        eq(productPublications.shop_domain, key.shop),
      ),
    )
}
