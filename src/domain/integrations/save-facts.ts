import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context, ShopFacts } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { getIntegration } from './get-integration.ts'
import type { ShopifyAccount } from './get-shopify-account.ts'
import { metadataOf, missingSentence } from './shop-metadata.ts'

/**
 * Keeps what was read of the connected shop with the credentials it has, which ends an error of
 * theirs. Nothing where it was connected in another way meanwhile.
 */
export async function saveFacts(
  ctx: Context,
  { shopDomain, sealed, credentials }: ShopifyAccount,
  facts: ShopFacts,
  currencies: readonly string[],
): Promise<void> {
  const before = await getIntegration(ctx, 'shopify')
  const error = missingSentence(facts.missingScopes)
  const status = error ? 'error' : 'connected'
  const metadata = metadataOf(ctx, facts, { credentials, currencies })
  const update = ctx.db
    .update(integrations)
    .set({
      status,
      error,
      metadata: { ...metadata, shop_domain: shopDomain },
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(integrations.user_id, ctx.userId),
        eq(integrations.provider, 'shopify'),
        eq(integrations.account, shopDomain),
        eq(integrations.credentials, sealed),
      ),
    )
    .returning({ id: integrations.id })
  const recovered = recordActivity(
    ctx,
    {
      action_type: 'integration_recovered',
      module: 'integrations',
      details: { provider: 'shopify' },
      reference_id: 'shopify',
      reference_table: 'integrations',
    },
    { onlyIfChanged: true },
  )
  const isNews = before.status === 'error' && status === 'connected'
  await compareAndSet(ctx.db, update, isNews ? [recovered] : [])
}
