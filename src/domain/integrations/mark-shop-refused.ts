import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { formerShops } from '../../db/schema/publications.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { ShopifyAccount } from './get-shopify-account.ts'

/**
 * Notes that a shop, connected or former, takes the credentials no longer, after Shopify answered
 * 401 and a renewed token did not help. Others that were saved since are not meant. `message` is
 * Shopify's refusal without a full stop.
 */
export async function markShopRefused(
  ctx: Context,
  { shopDomain, sealed }: Pick<ShopifyAccount, 'shopDomain' | 'sealed'>,
  message: string,
): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const error = `${message}. Nothing was lost: reconnect the store, and everything continues where it was.`
  const update = ctx.db
    .update(integrations)
    .set({
      status: 'error',
      error,
      metadata: sql`json_set(${integrations.metadata}, '$.refused_at', ${now})`,
      updated_at: now,
    })
    .where(
      and(
        eq(integrations.user_id, ctx.userId),
        eq(integrations.provider, 'shopify'),
        eq(integrations.account, shopDomain),
        eq(integrations.credentials, sealed),
        sql`json_extract(${integrations.metadata}, '$.refused_at') IS NULL`,
      ),
    )
    .returning({ id: integrations.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'integration_failed',
      module: 'integrations',
      details: { provider: 'shopify', error },
      reference_id: 'shopify',
      reference_table: 'integrations',
    },
    { onlyIfChanged: true },
  )
  const former = ctx.db
    .update(formerShops)
    .set({ metadata: sql`json_set(${formerShops.metadata}, '$.refused_at', ${now})` })
    .where(
      and(
        eq(formerShops.user_id, ctx.userId),
        eq(formerShops.shop_domain, shopDomain),
        eq(formerShops.credentials, sealed),
      ),
    )
  await compareAndSet(ctx.db, update, [activity, former])
}
