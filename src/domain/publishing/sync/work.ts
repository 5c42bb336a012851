import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import type { Publication, PublicationImage } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { type Content, contentOf } from '../../products/shop-content.ts'
import { weighContent } from '../../products/weigh-content.ts'
import { findShopImages, findShopVariants, keepAbsent } from '../publications.ts'
import { overwriteAll, type Sides } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { type Reading, readingOf } from '../sides/reading.ts'
import { parseSending, type SentCall } from '../sides/sending.ts'
import { sidesOf } from '../sides/sides.ts'
import { type Exact, findExact } from '../undo/changes.ts'
import { checkShop } from './check-shop.ts'
import { fieldsToSend } from './fields-to-send.ts'
import { type AtShop, locateProduct } from './locate-product.ts'
import { type Outcome, outcomeOf, type Session } from './session.ts'

/** What a run works from: the product here, what the shop shows of it, and what is to be sent. */
export type Work = {
  product: FullProduct
  publication: Publication
  content: Content
  /** Null: the shop has none, and it is made. */
  atShop: AtShop | null
  reading: Reading | null
  sides: Sides
  /** What it brings back, where it undoes another task. */
  exact: Exact | undefined
  fields: ReadonlySet<Field>
  /** What the shop calls the parts that were sent, by our ids. */
  images: ReadonlyMap<string, PublicationImage>
  variantGids: ReadonlyMap<string, string>
  /** Calls before these, which nobody heard the answer of. */
  unanswered: readonly SentCall[]
}

type Opened = { kind: 'open'; work: Work } | { kind: 'end'; outcome: Outcome }

/**
 * Reads the product at its shop and decides what is sent, once nothing is against it: what nobody
 * has decided on, or a plan that holds no more, ends the task before anything was written.
 */
export async function openWork(
  ctx: Context,
  session: Session,
  product: FullProduct,
  publication: Publication,
): Promise<Opened> {
  const readAt = isoTime(ctx.clock.now())
  const located = await locateProduct(ctx, session, publication.shop_product_gid)
  if (located.kind !== 'ok') return { kind: 'end', outcome: outcomeOf(located) }
  const [content, exact, images, variantGids] = await Promise.all([
    weighContent(ctx, contentOf(product)),
    findExact(ctx, product.id, session.taskId),
    findShopImages(ctx, session.key),
    findShopVariants(ctx, session.key),
  ])
  const atShop = located.value
  const reading = atShop && readingOf(atShop)
  const sides = sidesOf(product, content, publication, reading)
  const seen = { product, publication, sides, exact, images, readAt }
  const against = await checkShop(ctx, session, seen)
  if (against) return { kind: 'end', outcome: against }
  const isGone = !atShop && publication.shop_product_gid !== null
  const known = isGone ? await forget(ctx, session, publication) : publication
  const agreed = product.publish_overwrites ? overwriteAll(sides) : sides
  const base = { product, publication: known, content, atShop, reading, exact, images, variantGids }
  const work: Omit<Work, 'fields'> = {
    ...base,
    sides: isGone ? { ...agreed, published: undefined, base: undefined } : agreed,
    unanswered: parseSending(known.sending)?.calls ?? [],
  }
  return { kind: 'open', work: { ...work, fields: fieldsToSend(work) } }
}

/** It is made again, as if it had never been there. */
async function forget(
  ctx: Context,
  session: Session,
  publication: Publication,
): Promise<Publication> {
  await keepAbsent(ctx, session, publication.shop_product_gid)
  const none = { shop_product_gid: null, sent: null, sending: null, joined_collection_gid: null }
  return { ...publication, status: 'absent', ...none }
}
