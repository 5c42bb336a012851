import type { Context, ShopifyResult } from '../../../context.ts'
import { getShopifyAccount } from '../../integrations/get-shopify-account.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { currencyMismatch } from '../currency-mismatch.ts'
import type { Located } from './locate-product.ts'
import type { ShopCall } from './open-shop.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { pause } from './pause.ts'
import { pushContent, type Session } from './push-content.ts'

type AtShop = NonNullable<Located>

// A picture takes a second or two; a slow one gives the queue its place back.
const POLLS = 6
const POLL_MS = 1_000
const SLOW_PICTURES_WAIT_MS = 5_000

/** Content, pictures, Online Store, ACTIVE: each step may be done again without harm. */
export async function putOnSale(
  ctx: Context,
  session: Session,
  product: FullProduct,
): Promise<Outcome> {
  const account = await getShopifyAccount(ctx)
  const mismatch = currencyMismatch(product, account)
  if (mismatch) return { kind: 'failed', error: mismatch, permanent: true }
  const pushed = await pushContent(ctx, session, product)
  if (pushed.kind !== 'ok') return outcomeOf(pushed)
  const waiting = await awaitPictures(session.call, pushed.value)
  if (waiting) return waiting
  const visible = await makeVisible(session, pushed.value.gid)
  if (visible.kind !== 'ok') return outcomeOf(visible)
  const { handle, onlineStoreUrl } = visible.value
  const url = onlineStoreUrl ?? ctx.shopAccess.storefrontUrl(account.shopDomain, handle)
  return { kind: 'done', handle, url }
}

/** Undefined once every picture is ready. */
async function awaitPictures(call: ShopCall, pushed: AtShop): Promise<Outcome | undefined> {
  let product = pushed
  for (let polls = 0; ; polls += 1) {
    const failed = product.media.findIndex((media) => media.status === 'FAILED')
    if (failed >= 0) {
      const reason = product.media[failed]?.errors.join(' ') || 'no reason given'
      const error = `Shopify could not take picture ${failed + 1}: ${reason}`
      return { kind: 'failed', error, permanent: true }
    }
    if (product.media.every((media) => media.status === 'READY')) return undefined
    if (polls === POLLS) return { kind: 'wait', waitMs: SLOW_PICTURES_WAIT_MS }
    await pause(POLL_MS)
    const read = await call((shop) => shop.readMedia(pushed.gid))
    if (read.kind !== 'ok') return outcomeOf(read)
    if (!read.value) return { kind: 'failed', error: VANISHED, permanent: false }
    product = read.value.product
  }
}

const VANISHED = 'The product was deleted at the shop while it was published'

async function makeVisible(
  { call, holds }: Session,
  gid: string,
): Promise<ShopifyResult<{ handle: string; onlineStoreUrl: string | null }>> {
  const store = await call((shop) => shop.findOnlineStore())
  if (store.kind !== 'ok') return store
  const published = await call((shop) => shop.publishToOnlineStore(gid, store.value))
  if (published.kind !== 'ok') return published
  if (!(await holds())) return { kind: 'throttled', waitMs: POLL_MS }
  const active = await call((shop) => shop.setStatus(gid, 'ACTIVE'))
  if (active.kind !== 'ok') return active
  if (active.value) return { kind: 'ok', value: active.value }
  return { kind: 'transient', message: VANISHED }
}
