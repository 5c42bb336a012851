import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { getProduct } from '../../products/get-product.ts'
import type { SaleAccepts } from '../../products/sale-refusals.ts'
import { checkPublishable } from '../publish-product.ts'
import { findRest } from '../unpublish-product.ts'
import { emptyPlanId, type PlanAction } from './plan-changes.ts'
import {
  type ActionPlan,
  lookForPlan,
  type PlanAsked,
  planChanged,
  planFrom,
  unreachable,
} from './plan-from.ts'

const REST_TARGETS = { retire: 'retired', restore: 'draft', archive: 'archived' } as const

type Asked = PlanAsked & { accepts?: SaleAccepts | undefined }

/**
 * What publishing, retiring, restoring or archiving a product would change at its shop, from what
 * the shop showed at most 30 s ago. Nothing is written there.
 *
 * @throws AppError unavailable the shop could not be read
 * @throws AppError as the action itself, but for what is undecided
 */
export async function planAction(ctx: Context, id: string, asked: Asked): Promise<ActionPlan> {
  const { shop, otherShops } = await findPlace(ctx, id, asked)
  if (!shop) return planOfNothing(ctx, id, asked.action)
  const product = await getProduct(ctx, id)
  const look = await lookForPlan(ctx, product, shop)
  if (look.kind === 'unreachable') throw unreachable(look.reason)
  return { ...(await planFrom(ctx, product, { ...asked, shop, look })), other_shops: otherShops }
}

/** The shop that the action begins at, and those after it, once nothing is against it. */
async function findPlace(ctx: Context, id: string, { action, target, accepts }: Asked) {
  if (action === 'publish') {
    const { account } = await checkPublishable(ctx, id, { accepts, target })
    return { shop: account.shopDomain, otherShops: [] }
  }
  return findRest(ctx, id, REST_TARGETS[action])
}

/** No shop has it: it is so at once, here alone. */
async function planOfNothing(ctx: Context, id: string, action: PlanAction): Promise<ActionPlan> {
  return {
    plan_id: await emptyPlanId(action, id),
    action,
    target: null,
    shop_domain: null,
    other_shops: [],
    read_at: isoTime(ctx.clock.now()),
    changes: [],
    undecided: [],
  }
}

/** The plan that a person saw: that is carried out, and nothing else. */
export type WithPlan = { planId?: string | undefined }

/**
 * Refuses an action that is to carry out one plan and nothing else, where it would do another now.
 *
 * @throws AppError plan_changed with the plan of now
 * @throws AppError as `planAction`
 */
export async function requirePlan(
  ctx: Context,
  id: string,
  { planId, ...asked }: Asked & WithPlan,
): Promise<void> {
  if (planId !== undefined) await tryAction(ctx, id, { ...asked, planId })
}

/**
 * The plan of an action that may be carried out: refused where the action would be.
 *
 * @throws AppError as `requirePlan`
 */
export async function tryAction(
  ctx: Context,
  id: string,
  { planId, ...asked }: Asked & WithPlan,
): Promise<ActionPlan> {
  const plan = await planAction(ctx, id, asked)
  if (planId !== undefined && plan.plan_id !== planId) throw planChanged(plan)
  return plan
}
