import * as z from 'zod'
import type { Context } from '../../context.ts'
import { describeChecks } from '../../domain/integrations/describe-checks.ts'
import type { IntegrationView } from '../../domain/integrations/list-integrations.ts'
import { PROVIDERS, shopMetadata } from '../../domain/integrations/schemas.ts'
import { CHECKS } from '../../domain/integrations/shop-checks.ts'

export const integrationAnswer = z.object({
  provider: z.enum(PROVIDERS),
  status: z.enum(['connected', 'disconnected', 'error']),
  account: z.string().nullable(),
  /** Of a shop; empty for the others. */
  metadata: z.object({
    shop_domain: z.string().optional(),
    shop_name: z.string().optional(),
    currency: z.string().optional(),
    storefront: z.string().optional(),
    missing_scopes: z.array(z.string()).optional(),
    checked_at: z.string().optional(),
    refused_at: z.string().optional(),
  }),
  /** Of a shop: what is in place there, what is missing, and where to get it. */
  checks: z.array(
    z.object({
      name: z.enum(CHECKS),
      state: z.enum(['ok', 'missing', 'unknown']),
      message: z.string(),
      url: z.string().nullable(),
    }),
  ),
  error: z.string().nullable(),
  uses_shared_key: z.boolean(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
})

/** An integration as the JSON API shows it. */
export function presentIntegration(
  ctx: Context,
  view: IntegrationView,
): z.output<typeof integrationAnswer> {
  const shop = view.account === null ? undefined : shopMetadata.safeParse(view.metadata).data
  return integrationAnswer.parse({ ...view, checks: shop ? describeChecks(ctx, shop) : [] })
}
