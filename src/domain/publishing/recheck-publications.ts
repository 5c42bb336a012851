import { asc, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { IF_CHANGED, writeAll } from '../../db/client.ts'
import type { PublishTarget } from '../../db/schema/products.ts'
import { type Publication, productPublications } from '../../db/schema/publications.ts'
import { newId } from '../../ids.ts'
import { listShopDomains } from '../integrations/get-shopify-account.ts'
import { findProductRow } from '../products/get-product.ts'
import { lookAtShop } from './drift/look-at-shop.ts'
import { recheckTime, setRecheck } from './publications.ts'
import { applyEvent, sendTask, type TaskRow } from './task.ts'

const MAX_PUBLICATIONS_A_CALL = 50

/**
 * Looks again at the shops that left a call unanswered: Shopify may have carried it out after later
 * ones, and show what no longer holds. What is under way, or could not be sent, comes first.
 * Returns their number.
 */
export async function recheckPublications(base: BaseContext): Promise<number> {
  const due = await base.db
    .select()
    .from(productPublications)
    .where(
      sql`${productPublications.recheck_at} IS NOT NULL
        AND ${productPublications.recheck_at} <= ${isoTime(base.clock.now())}`,
    )
    .orderBy(asc(productPublications.recheck_at))
    .limit(MAX_PUBLICATIONS_A_CALL)
  for (const publication of due) {
    const ctx = forUser(base, publication.user_id, { kind: 'system', job: 'publication recheck' })
    await recheck(ctx, publication)
  }
  return due.length
}

async function recheck(ctx: Context, publication: Publication): Promise<void> {
  const { product_id: productId, shop_domain: shop, recheck_at: mark } = publication
  if (mark === null) return
  const row = await findProductRow(ctx, productId)
  const isMarked = sql`recheck_at = ${mark}`
  const key = { productId, shop }
  if (row && (row.publish_state !== 'idle' || row.status === 'pending')) {
    await writeAll(ctx.db, [setRecheck(ctx, key, recheckTime(ctx), isMarked)])
    return
  }
  const target = row && targetOf(row, publication, await listShopDomains(ctx))
  if (!row || !target) {
    await writeAll(ctx.db, [setRecheck(ctx, key, null, isMarked)])
    return
  }
  // Publishing is a person's to ask for: what was only saved stays here.
  if (target === 'active' && publication.unsent_since !== null) {
    const look = await lookAtShop(ctx, productId, { maxAgeMs: 0 })
    const again = look.kind === 'unreachable' ? recheckTime(ctx) : null
    await writeAll(ctx.db, [setRecheck(ctx, key, again, isMarked)])
    return
  }
  const taskId = newId()
  const event = { kind: 'rechecked', taskId, target, shop } as const
  const asked = await applyEvent(ctx, row, event, [setRecheck(ctx, key, null, IF_CHANGED)])
  if (asked) await sendTask(ctx, productId, taskId)
}

/** What the shop is to show; undefined where nobody can ask it, or nothing can be wrong there. */
function targetOf(
  { status }: Pick<TaskRow, 'status'>,
  publication: Publication,
  [connected, ...former]: string[],
): PublishTarget | undefined {
  const { shop_domain: shop } = publication
  if (status === 'pending' || (shop !== connected && !former.includes(shop))) return undefined
  if (status !== 'active') return status
  if (publication.status !== 'active') return 'withdrawn'
  // A shop that was left is sent no more changes: what it sells it goes on selling.
  return shop === connected ? 'active' : undefined
}
