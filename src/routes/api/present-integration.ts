import * as z from 'zod'
import type { IntegrationView } from '../../domain/integrations/list-integrations.ts'
import { PROVIDERS } from '../../domain/integrations/schemas.ts'

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
  }),
  error: z.string().nullable(),
  uses_shared_key: z.boolean(),
  created_at: z.string().nullable(),
  updated_at: z.string().nullable(),
})

/** An integration as the JSON API shows it. */
export function presentIntegration(view: IntegrationView): z.output<typeof integrationAnswer> {
  return integrationAnswer.parse(view)
}
