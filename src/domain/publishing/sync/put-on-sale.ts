import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { findPublication, keepEnd } from '../publications.ts'
import { isOnSale, undecidedOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { mergeReading } from '../sides/merge-fields.ts'
import type { Reading } from '../sides/reading.ts'
import { awaitPictures, VANISHED } from './await-pictures.ts'
import { joinCollection } from './join-collection.ts'
import { noteIntent } from './note-intent.ts'
import { type Pushed, pushContent } from './push-content.ts'
import { type CallResult, type Outcome, outcomeOf, type Session } from './session.ts'
import { uploadPictures } from './upload-pictures.ts'
import { wantedPictures } from './wanted-pictures.ts'
import { openWork, type Work } from './work.ts'

/** Pictures that failed are sent again this often in one run; the next one goes on. */
const MOST_ROUNDS = 4
const NEXT_MESSAGE_MS = 1_000

/**
 * What differs, pictures, Online Store, ACTIVE; or all of it but the last two, as a draft: each step
 * may be done again without harm.
 */
export async function putOnSale(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
): Promise<Outcome> {
  let known = publication
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    const round = await sendOnce(ctx, session, product, known)
    if (round !== 'again') return round
    known = (await findPublication(ctx, session.key)) ?? known
  }
  return { kind: 'wait', waitMs: NEXT_MESSAGE_MS }
}

async function sendOnce(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
): Promise<Outcome | 'again'> {
  const opened = await openWork(ctx, session, product, publication)
  if (opened.kind === 'end') return opened.outcome
  const { work } = opened
  const uploaded = await upload(ctx, session, work)
  if (uploaded.kind !== 'ok') return outcomeOf(uploaded)
  // What took its time is looked at once more, just before the first call that changes anything.
  if (uploaded.value === 'again') return 'again'
  const pushed = await pushContent(ctx, session, work, uploaded.value)
  if (pushed.kind !== 'ok') return outcomeOf(pushed)
  const { value } = pushed
  const joined = await joinCollection(ctx, session, product, work.publication, value.gid)
  if (joined.kind !== 'ok') return outcomeOf(joined)
  const waiting = await awaitPictures(ctx, session, work, value)
  if (waiting) return waiting
  const shown = await (product.publish_target === 'staged'
    ? keepDraft(ctx, session, work, value)
    : makeVisible(ctx, session, work, value))
  return shown.kind === 'ok' ? end(ctx, session, work, value, shown.value) : outcomeOf(shown)
}

async function upload(ctx: Context, session: Session, work: Work) {
  if (!work.fields.has('pictures')) return { kind: 'ok', value: undefined } as const
  const uploaded = await uploadPictures(ctx, session, work, wantedPictures(work))
  if (uploaded.kind !== 'ok') return uploaded
  const { pictures, pushed } = uploaded.value
  return { kind: 'ok', value: pushed > 0 && work.atShop ? 'again' : pictures } as const
}

/** How the shop shows it once that is as wanted. */
type Shown = Pick<Reading, 'status' | 'isOnline' | 'handle'> & { onlineStoreUrl: string | null }

/** The Online Store, then ACTIVE; left alone where it is on sale, as was last agreed. */
async function makeVisible(
  ctx: Context,
  session: Session,
  work: Work,
  pushed: Pushed,
): Promise<CallResult<Shown>> {
  const { call } = session
  const { gid, reading, onlineStoreUrl } = pushed
  if (leavesStatus(work)) return { kind: 'ok', value: { ...reading, onlineStoreUrl } }
  const wanted = visibleAs(work)
  if (isVisible(pushed, wanted)) {
    const noted = await noteIntent(ctx, session, work, { intent: 'active', fields: [] })
    return noted.kind === 'ok' ? { kind: 'ok', value: { ...reading, onlineStoreUrl } } : noted
  }
  if (wanted?.isOnline !== false) {
    const store = await call((shop) => shop.findOnlineStore())
    if (store.kind !== 'ok') return store
    const published = await call((shop) => shop.publishToOnlineStore(gid, store.value))
    if (published.kind !== 'ok') return published
  }
  return setStatus(ctx, session, work, gid, wanted?.status === 'UNLISTED' ? 'UNLISTED' : 'ACTIVE')
}

/** Undoing brings back what it names; whether the shop sells it is left to whoever decided that. */
function leavesStatus({ exact }: Pick<Work, 'exact'>): boolean {
  return exact !== undefined && !exact.fields.includes('status')
}

/** How undoing sells it again: as it was sold, UNLISTED or out of the Online Store. */
function visibleAs({ exact }: Work): Reading | undefined {
  if (!exact?.fields.includes('status')) return undefined
  return isOnSale(exact.shown) ? exact.shown : undefined
}

function isVisible({ reading, base }: Pushed, wanted: Reading | undefined): boolean {
  if (wanted) {
    return reading.status === wanted.status && (reading.isOnline || !wanted.isOnline)
  }
  const isAsAgreed =
    isOnSale(base) && reading.status === base.status && reading.isOnline === base.isOnline
  return isOnSale(reading) && (isAsAgreed || (reading.status === 'ACTIVE' && reading.isOnline))
}

async function keepDraft(
  ctx: Context,
  session: Session,
  work: Work,
  { gid, reading, onlineStoreUrl }: Pushed,
): Promise<CallResult<Shown>> {
  if (reading.status === 'DRAFT' && work.publication.status !== 'active') {
    return { kind: 'ok', value: { ...reading, onlineStoreUrl } }
  }
  return setStatus(ctx, session, work, gid, 'DRAFT')
}

async function setStatus(
  ctx: Context,
  session: Session,
  work: Work,
  gid: string,
  status: 'ACTIVE' | 'UNLISTED' | 'DRAFT',
): Promise<CallResult<Shown>> {
  const intent = status === 'DRAFT' ? ('sent' as const) : ('active' as const)
  const noted = await noteIntent(ctx, session, work, { intent, fields: ['status'], status })
  if (noted.kind !== 'ok') return noted
  const set = await session.call((shop) => shop.setStatus(gid, status))
  if (set.kind !== 'ok') return set
  if (set.value) return { kind: 'ok', value: set.value }
  return { kind: 'transient', message: VANISHED }
}

async function end(
  ctx: Context,
  session: Session,
  { fields, sides, product, exact }: Work,
  pushed: Pushed,
  { onlineStoreUrl, ...shown }: Shown,
): Promise<Outcome> {
  const { status, isOnline, handle } = shown
  const reading = { ...pushed.reading, status, isOnline, handle }
  const settled: Field[] = leavesStatus({ exact }) ? [] : ['status']
  const base = mergeReading(pushed.base, reading, new Set(settled))
  const url = onlineStoreUrl ?? ctx.shopAccess.storefrontUrl(session.key.shop, handle)
  await keepEnd(ctx, session, {
    shown:
      product.publish_target === 'staged'
        ? { status: 'draft', handle }
        : { status: 'active', handle, url },
    reading,
    base,
    drifted: undecidedOf({ ...sides, base, shop: reading }),
    pushed: [...fields, ...settled],
  })
  return { kind: 'done' }
}
