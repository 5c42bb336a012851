import type { Context } from '../../../context.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { keepAbsent, keepShown } from '../publications.ts'
import { locateProduct } from './locate-product.ts'
import { type Outcome, outcomeOf, type Session } from './session.ts'

/** Takes a product off sale at the shop; one that the shop no longer has is off sale already. */
export async function takeOffSale(
  ctx: Context,
  session: Session,
  publication: Publication,
  status: 'ARCHIVED' | 'DRAFT',
): Promise<Outcome> {
  const located = await locateProduct(ctx, session, publication.shop_product_gid)
  if (located.kind !== 'ok') return outcomeOf(located)
  const gid = located.value?.gid
  const set = gid ? await session.call((shop) => shop.setStatus(gid, status)) : undefined
  if (set && set.kind !== 'ok') return outcomeOf(set)
  if (set?.value) {
    await keepShown(ctx, session, { status: status === 'DRAFT' ? 'draft' : 'archived' })
  } else {
    await keepAbsent(ctx, session, gid ?? null)
  }
  return { kind: 'done' }
}
