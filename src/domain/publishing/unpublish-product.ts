import { sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { IF_CHANGED, type Statement } from '../../db/client.ts'
import type { Publication } from '../../db/schema/publications.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { listShopDomains } from '../integrations/get-shopify-account.ts'
import { replaceArrival } from '../jobs/arrivals.ts'
import { getProduct, getProductRow } from '../products/get-product.ts'
import type { FullProduct, ProductRow } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { findShopsToLeave, shopsToLeave } from './find-shops-to-leave.ts'
import { listPublications } from './publications.ts'
import { activityOf } from './settle-task.ts'
import {
  ASKED_FROM,
  applyEvent,
  askShop,
  changedMeanwhile,
  closeApproval,
  isUnderWay,
  type Request,
  type RestTarget,
  type TaskEvent,
} from './task.ts'
import { recordChange } from './undo/changes.ts'

/** `planId` is the plan that the task is to carry out, and nothing else. */
export type RestOptions = { reason?: RetireReason; planId?: string | undefined }

/**
 * Brings a product to a status in which nobody can buy it: by the queue and at the shops first,
 * one after the other, where it may be at any; at once where no shop has it.
 *
 * @throws AppError not_found
 * @throws AppError not_configured it is on sale at a shop that the hub has no credentials for
 * @throws AppError conflict it has another status, or somebody else is changing it
 */
export async function unpublishProduct(
  ctx: Context,
  id: string,
  target: RestTarget,
  { reason, planId }: RestOptions = {},
): Promise<FullProduct> {
  const { product, isDone, shop } = await findRest(ctx, id, target)
  if (isDone) return getProduct(ctx, id)
  const done = shop
    ? await askShop(ctx, product, { target, shop, reason, planId, closesApproval: 'rejected' })
    : await settleHere(ctx, product, target, reason)
  if (!done) throw changedMeanwhile()
  return getProduct(ctx, id)
}

type Rest = {
  product: ProductRow
  /** It is so already, or is being brought there. */
  isDone: boolean
  /** Where the task begins; undefined where no shop has to know. */
  shop?: string | undefined
  /** Where it goes on. */
  otherShops: string[]
}

/**
 * What bringing a product to such a status takes, with nothing written. A plan asks the same.
 *
 * @throws AppError as `unpublishProduct`
 */
export async function findRest(ctx: Context, id: string, target: RestTarget): Promise<Rest> {
  const product = await getProductRow(ctx, id)
  const isAsked = product.publish_target === target && isUnderWay(product)
  if (product.status === target || isAsked) return { product, isDone: true, otherShops: [] }
  if (!ASKED_FROM[target].includes(product.status)) {
    throw new AppError(
      'conflict',
      `This product is ${product.status}, so this cannot be done. Nothing was changed.`,
    )
  }
  // Throws where a shop that sells it cannot be told.
  const toLeave = target === 'draft' ? [] : await findShopsToLeave(ctx, product.id)
  const held = await listShopDomains(ctx)
  const publications = await listPublications(ctx, product.id)
  const shop = shopToTell(product, target, { held, publications })
  return { product, isDone: false, shop, otherShops: toLeave.filter((each) => each !== shop) }
}

/** The same from what was read; `held` are the shops that the hub has credentials for. */
export function shopToTell(
  { publish_state, publish_shop }: Pick<ProductRow, 'publish_state' | 'publish_shop'>,
  target: RestTarget,
  { held, publications }: { held: readonly string[]; publications: readonly Publication[] },
): string | undefined {
  if (target !== 'draft') {
    const [first] = shopsToLeave(publications, held)
    if (first) return first
    // A task that is under way may make it there at any moment, whatever the shop has said before.
    if (publish_shop && isUnderWay({ publish_state }) && held.includes(publish_shop)) {
      return publish_shop
    }
  }
  const [connected] = held
  const here = publications.find(({ shop_domain }) => shop_domain === connected)
  return here && here.status !== 'absent' ? connected : undefined
}

/** A product that no shop has: one batch does it. */
async function settleHere(
  ctx: Context,
  product: ProductRow,
  target: RestTarget,
  reason?: RetireReason,
): Promise<boolean> {
  const { event, following } = settlementOf(ctx, product, { target, reason })
  return applyEvent(ctx, product, event, following)
}

export type Settlement = { target: RestTarget } & Pick<
  Request,
  'reason' | 'undoes' | 'jobId' | 'undoneChange'
>

/** What brings a product that no shop has to rest, and notes it. */
export function settlementOf(
  ctx: Context,
  product: ProductRow,
  { target, reason, undoes, jobId, undoneChange }: Settlement,
): { changeId: string; event: TaskEvent; following: Statement[] } {
  const changeId = newId()
  const recorded = { id: changeId, target, jobId, undoneChange }
  const [noted, ...marks] = recordChange(ctx, product, recorded, IF_CHANGED)
  const activity = activityOf({ ...product, retire_reason: reason ?? null }, target)
  return {
    changeId,
    event: { kind: 'settled', target, reason, undoes },
    following: [
      recordActivity(ctx, activity, { onlyIfChanged: true }),
      ...(noted ? [noted] : []),
      closeApproval(ctx, product.id, 'rejected'),
      ...marks,
      ...endArrival(ctx, product),
    ],
  }
}

/** A task that was under way is none any more: nobody waits for it. */
function endArrival(ctx: Context, product: ProductRow) {
  const { publish_task_id: from } = product
  if (!from || !isUnderWay(product)) return []
  const isSettled = sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${product.id} AND products.publish_task_id = ${from}
    AND products.publish_state = 'idle')`
  return [replaceArrival(ctx, { from, to: undefined }, isSettled)]
}
