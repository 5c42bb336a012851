import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf } from '../../products/shop-content.ts'
import type { PlanAction } from '../plan/plan-changes.ts'
import { gidsOf } from '../plan/plan-from.ts'
import { findShopImages, keepAbsent, keepEnd, keepSending } from '../publications.ts'
import { undecidedOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { mergeReading } from '../sides/merge-fields.ts'
import { readingOf } from '../sides/reading.ts'
import { parseSending } from '../sides/sending.ts'
import { sidesOf } from '../sides/sides.ts'
import { checkPlan } from './check-shop.ts'
import { locateProduct } from './locate-product.ts'
import { noteBefore, sendingOf } from './note-intent.ts'
import { type Outcome, outcomeOf, type Session } from './session.ts'
import type { Work } from './work.ts'

/** Takes a product off sale at the shop; one that the shop no longer has is off sale already. */
export async function takeOffSale(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
  { status, action }: { status: 'ARCHIVED' | 'DRAFT'; action: PlanAction | undefined },
): Promise<Outcome> {
  const located = await locateProduct(ctx, session, publication.shop_product_gid)
  if (located.kind !== 'ok') return outcomeOf(located)
  const atShop = located.value
  const reading = atShop && readingOf(atShop)
  const content = contentOf(product)
  const sides = sidesOf(product, content, publication, reading)
  const images = await findShopImages(ctx, session.key)
  const sending = parseSending(publication.sending)
  if (action && sending?.taskId !== session.taskId) {
    const against = await checkPlan(session, product, action, {
      sides,
      pictureGids: gidsOf(images),
    })
    if (against) return against
  }
  if (!atShop || !reading) {
    await keepAbsent(ctx, session, publication.shop_product_gid)
    return { kind: 'done' }
  }
  const work = { product, publication, sides, reading, content, unanswered: sending?.calls ?? [] }
  const set = await setStatus(ctx, session, work, atShop.gid, status)
  if (set.kind !== 'ok') return outcomeOf(set)
  if (!set.value) {
    await keepAbsent(ctx, session, atShop.gid)
    return { kind: 'done' }
  }
  const after = { ...reading, status: set.value.status, isOnline: set.value.isOnline }
  const base = mergeReading(sides.base ?? reading, after, new Set<Field>(['status']))
  await keepEnd(ctx, session, {
    shown: { status: status === 'DRAFT' ? 'draft' : 'archived' },
    reading: after,
    base,
    drifted: undecidedOf({ ...sides, base, shop: after }),
    pushed: ['status'],
  })
  return { kind: 'done' }
}

async function setStatus(
  ctx: Context,
  session: Session,
  work: Pick<Work, 'product' | 'publication' | 'sides' | 'reading' | 'content' | 'unanswered'>,
  gid: string,
  status: 'ARCHIVED' | 'DRAFT',
) {
  const fields: Field[] = ['status']
  await noteBefore(ctx, session, work, fields)
  const sending = sendingOf(session, work, { fields, content: work.content, status })
  const isOwn = await keepSending(ctx, session, sending)
  return isOwn ? session.call((shop) => shop.setStatus(gid, status)) : ({ kind: 'lost' } as const)
}
