import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { keepShown } from '../publications.ts'
import { joinCollection } from './join-collection.ts'
import type { AtShop } from './locate-product.ts'
import { noteIntent } from './note-intent.ts'
import { pushContent } from './push-content.ts'
import { type CallResult, type Outcome, outcomeOf, type Session, sleep } from './session.ts'

// A picture takes a second or two; while a slow one takes longer the queue serves others.
const POLLS = 6
const POLL_MS = 1_000
const SLOW_PICTURES_WAIT_MS = 5_000

const VANISHED = 'The product was deleted on Shopify while it was being published'

/** Content, pictures, Online Store, ACTIVE: each step may be done again without harm. */
export async function putOnSale(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
): Promise<Outcome> {
  const pushed = await pushContent(ctx, session, product, publication)
  if (pushed.kind !== 'ok') return outcomeOf(pushed)
  const joined = await joinCollection(ctx, session, product, publication, pushed.value.gid)
  if (joined.kind !== 'ok') return outcomeOf(joined)
  const waiting = await awaitPictures(session, pushed.value)
  if (waiting) return waiting
  const visible = await makeVisible(ctx, session, product, pushed.value.gid)
  if (visible.kind !== 'ok') return outcomeOf(visible)
  const { handle, onlineStoreUrl } = visible.value
  const url = onlineStoreUrl ?? ctx.shopAccess.storefrontUrl(session.key.shop, handle)
  await keepShown(ctx, session, { status: 'active', handle, url })
  return { kind: 'done' }
}

/** Undefined once every picture is ready. */
async function awaitPictures({ call }: Session, pushed: AtShop): Promise<Outcome | undefined> {
  let product = pushed
  for (let polls = 0; ; polls += 1) {
    const failed = product.media.findIndex((media) => media.status === 'FAILED')
    if (failed >= 0) {
      const reason = product.media[failed]?.errors.join(' ') || 'no reason given'
      const error = `Shopify could not process picture ${failed + 1}: ${reason}`
      return { kind: 'failed', error, permanent: true }
    }
    if (product.media.every((media) => media.status === 'READY')) return undefined
    if (polls === POLLS) return { kind: 'wait', waitMs: SLOW_PICTURES_WAIT_MS }
    await sleep(POLL_MS)
    const read = await call((shop) => shop.findProduct({ gid: pushed.gid }))
    if (read.kind !== 'ok') return outcomeOf(read)
    if (!read.value) return { kind: 'failed', error: VANISHED, permanent: false }
    product = read.value
  }
}

async function makeVisible(
  ctx: Context,
  session: Session,
  product: FullProduct,
  gid: string,
): Promise<CallResult<{ handle: string; onlineStoreUrl: string | null }>> {
  const { call } = session
  const store = await call((shop) => shop.findOnlineStore())
  if (store.kind !== 'ok') return store
  const published = await call((shop) => shop.publishToOnlineStore(gid, store.value))
  if (published.kind !== 'ok') return published
  const noted = await noteIntent(ctx, session, product, 'active')
  if (noted.kind !== 'ok') return noted
  const active = await call((shop) => shop.setStatus(gid, 'ACTIVE'))
  if (active.kind !== 'ok') return active
  if (active.value) return { kind: 'ok', value: active.value }
  return { kind: 'transient', message: VANISHED }
}
