import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import type { PublicationImage } from '../../../db/schema/publications.ts'
import { AppError } from '../../../errors.ts'
import { getShopAccount } from '../../integrations/get-shopify-account.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf } from '../../products/shop-content.ts'
import { weighContent } from '../../products/weigh-content.ts'
import { lookAt, type ShopLook } from '../drift/look-at-shop.ts'
import { findPublication, findShopImages } from '../publications.ts'
import { undecidedOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { sidesOf } from '../sides/sides.ts'
import {
  type PlanAction,
  type PlanChange,
  type PlanTarget,
  planChanges,
  planIdOf,
} from './plan-changes.ts'

/** What was read at a shop no longer ago than this is what is planned from. */
export const PLAN_AGE_MS = 30_000

export type PlanAsked = {
  action: PlanAction
  target?: PlanTarget | undefined
  overwrite?: boolean | undefined
}

/** What an action will change at a shop, field by field. */
export type ActionPlan = {
  plan_id: string
  action: PlanAction
  target: PlanTarget | null
  /** Null: no shop has to be told. */
  shop_domain: string | null
  /** Other shops that it takes the product off sale at, too. */
  other_shops: string[]
  /** When the shop was read. ISO 8601. */
  read_at: string
  changes: PlanChange[]
  /** Changed at the shop, and nobody has decided on: publishing is refused until then. */
  undecided: Field[]
}

/** Looks at one shop for a plan, as recently as a plan asks for. */
export async function lookForPlan(
  ctx: Context,
  product: FullProduct,
  shop: string,
): Promise<ShopLook> {
  const [account, publication] = await Promise.all([
    getShopAccount(ctx, shop),
    findPublication(ctx, { productId: product.id, shop }),
  ])
  return lookAt(ctx, { product, account, publication }, PLAN_AGE_MS)
}

type PlanFacts = PlanAsked & { shop: string; look: Exclude<ShopLook, { kind: 'unreachable' }> }

/** The plan from what was read; the rows are read now. */
export async function planFrom(
  ctx: Context,
  product: FullProduct,
  { action, target, overwrite, shop, look }: PlanFacts,
): Promise<ActionPlan> {
  const key = { productId: product.id, shop }
  const [content, publication, images] = await Promise.all([
    weighContent(ctx, contentOf(product)),
    findPublication(ctx, key),
    findShopImages(ctx, key),
  ])
  const pictureGids = gidsOf(images)
  const reading = look.kind === 'read' ? look.reading : null
  const sides = sidesOf(product, content, publication, reading)
  const input = { target, sides, pictureGids }
  return {
    plan_id: await planIdOf({ action, ...key }, input),
    action,
    target: action === 'publish' ? (target ?? 'active') : null,
    shop_domain: shop,
    other_shops: [],
    read_at: look.kind === 'read' ? look.readAt : isoTime(ctx.clock.now()),
    changes: planChanges({ ...input, action, overwrites: overwrite }),
    undecided: action === 'publish' && !overwrite ? undecidedOf(sides) : [],
  }
}

/** What the shop calls pictures of ours, by their ids here. */
export function gidsOf(images: ReadonlyMap<string, PublicationImage>): Map<string, string> {
  return new Map(
    [...images].flatMap(([id, { shop_image_gid: gid }]): [string, string][] =>
      gid ? [[id, gid]] : [],
    ),
  )
}

export function unreachable(reason: string): AppError {
  return new AppError(
    'unavailable',
    `Your store could not be read: ${reason}. Nothing was changed. Try again in a minute.`,
  )
}

/** The refusal of an action that was to carry out another plan. */
export function planChanged(plan: ActionPlan): AppError {
  return new AppError(
    'plan_changed',
    'The plan has changed since you saw it. Nothing was changed. Look at the plan as it is now, then confirm it.',
    { extra: { plan } },
  )
}

/** The refusal of publishing over what nobody has decided on. */
export function shopChanged(plan: ActionPlan): AppError {
  return new AppError(
    'shop_changed',
    'This product was changed on Shopify since it was published. Nothing was sent. Decide what to keep, or publish with overwrite.',
    { extra: { fields: plan.undecided, plan } },
  )
}
