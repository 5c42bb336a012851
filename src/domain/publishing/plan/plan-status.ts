import { type FieldState, isOnSale, isUndecided, type Sides } from '../sides/compare-fields.ts'
import type { Reading } from '../sides/reading.ts'
import type { PlanAction, PlanChange, PlanTarget, Will } from './plan-changes.ts'

type Asked = { action: PlanAction; target: PlanTarget; sides: Sides; state: FieldState | undefined }

/** What becomes of the product's status at the shop, and of its place in the Online Store. */
export function planStatus({ action, target, sides, state }: Asked): PlanChange[] {
  const { shop, base } = sides
  if (!shop && action !== 'publish') return []
  const wanted = statusWanted(action, target, sides)
  const will = (change: Will): Will =>
    action === 'publish' && state && isUndecided(state) ? 'ask' : change
  const status = { hub: wanted.status, published: base?.status ?? null, shop: shop?.status ?? null }
  const place = {
    hub: placeOf(wanted.isOnline),
    published: base ? placeOf(base.isOnline) : null,
    shop: shop ? placeOf(shop.isOnline) : null,
  }
  return [
    ...(status.hub === status.shop
      ? []
      : [{ path: 'status', ...status, will: will(shop ? 'change' : 'add') }]),
    ...(place.hub === place.shop || (!shop && !wanted.isOnline)
      ? []
      : [{ path: 'online_store', ...place, will: will(shop ? 'change' : 'add') }]),
  ]
}

/**
 * What an action makes of the status. Publishing leaves a product UNLISTED, or out of the Online
 * Store, where a person has accepted that it is.
 */
function statusWanted(
  action: PlanAction,
  target: PlanTarget,
  { base, shop, decisions }: Pick<Sides, 'base' | 'shop' | 'decisions'>,
): Pick<Reading, 'status' | 'isOnline'> {
  const isOnline = shop?.isOnline ?? false
  switch (action) {
    case 'retire':
    case 'archive':
      return { status: 'ARCHIVED', isOnline }
    case 'restore':
      return { status: 'DRAFT', isOnline }
    case 'publish':
      if (target === 'draft') return { status: 'DRAFT', isOnline }
      if (!base || !shop || !isOnSale(base) || decisions.status) {
        return { status: 'ACTIVE', isOnline: true }
      }
      return { status: base.status, isOnline: base.isOnline }
  }
}

function placeOf(isOnline: boolean): string {
  return isOnline ? 'published' : 'hidden'
}
