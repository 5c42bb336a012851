import { eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Integration, integrations } from '../../db/schema/desk.ts'
import { PROVIDERS, type Provider } from './schemas.ts'

/** An integration as anybody may see it: without its credentials. */
export type IntegrationView = {
  provider: Provider
  status: Integration['status']
  account: string | null
  metadata: Integration['metadata']
  error: string | null
  /** No key of the user's own, and the environment's serves. */
  uses_shared_key: boolean
  created_at: string | null
  updated_at: string | null
}

/** Every integration there can be, connected or not. */
export async function listIntegrations(ctx: Context): Promise<IntegrationView[]> {
  const rows = await ctx.db.select().from(integrations).where(eq(integrations.user_id, ctx.userId))
  return PROVIDERS.map((provider) => {
    const row = rows.find((candidate) => candidate.provider === provider)
    return toView(ctx, provider, row)
  })
}

function toView(ctx: Context, provider: Provider, row: Integration | undefined): IntegrationView {
  const own = Boolean(row?.credentials) && row?.status !== 'disconnected'
  const shared = provider === 'dynamic_mockups' && Boolean(ctx.config.dynamicMockups.apiKey)
  return {
    provider,
    // The environment's key serves as well as one of the user's own, until it is refused.
    status:
      !own && shared && row?.status !== 'error' ? 'connected' : (row?.status ?? 'disconnected'),
    account: row?.account ?? null,
    metadata: row?.metadata ?? {},
    error: row?.error ?? null,
    uses_shared_key: !own && shared,
    created_at: row?.created_at ?? null,
    updated_at: row?.updated_at ?? null,
  }
}
