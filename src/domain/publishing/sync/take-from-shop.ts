import type { Context } from '../../../context.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { locateProduct } from './locate-product.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import type { Session } from './push-content.ts'

/** Takes a product off sale at the shop; one that the shop no longer has is off sale already. */
export async function takeFromShop(
  ctx: Context,
  { call, holds }: Session,
  product: FullProduct,
  status: 'ARCHIVED' | 'DRAFT',
): Promise<Outcome> {
  const located = await locateProduct(ctx, call, product)
  if (located.kind !== 'ok') return outcomeOf(located)
  const gid = located.value?.gid
  if (!gid) return { kind: 'done' }
  if (!(await holds())) return { kind: 'wait', waitMs: 1_000 }
  const set = await call((shop) => shop.setStatus(gid, status))
  return set.kind === 'ok' ? { kind: 'done' } : outcomeOf(set)
}
