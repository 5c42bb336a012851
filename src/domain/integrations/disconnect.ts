import { and, eq, ne } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { formerShops } from '../../db/schema/publications.ts'
import { recordActivity } from '../activity/record-activity.ts'
import { forgetTemplates } from './forget-templates.ts'
import { getIntegration } from './get-integration.ts'
import type { IntegrationView } from './list-integrations.ts'
import type { Provider } from './schemas.ts'

/**
 * Forgets the credentials, those of former shops too, and frees the account for others. Harmless
 * where there are none.
 */
export async function disconnect(ctx: Context, provider: Provider): Promise<IntegrationView> {
  const update = ctx.db
    .update(integrations)
    .set({
      status: 'disconnected',
      credentials: null,
      account: null,
      error: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(integrations.user_id, ctx.userId),
        eq(integrations.provider, provider),
        ne(integrations.status, 'disconnected'),
      ),
    )
    .returning({ id: integrations.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'integration_disconnected',
      module: 'integrations',
      details: { provider },
      reference_id: provider,
      reference_table: 'integrations',
    },
    { onlyIfChanged: true },
  )
  const forgetFormer = ctx.db.delete(formerShops).where(eq(formerShops.user_id, ctx.userId))
  const forget = provider === 'shopify' ? [forgetFormer] : forgetTemplates(ctx, null)
  await compareAndSet(ctx.db, update, [activity, ...forget])
  return getIntegration(ctx, provider)
}
