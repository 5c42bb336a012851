import type { Context } from '../../context.ts'
import { type IntegrationView, listIntegrations } from './list-integrations.ts'
import type { Provider } from './schemas.ts'

/** One integration as anybody may see it. */
export async function getIntegration(ctx: Context, provider: Provider): Promise<IntegrationView> {
  const all = await listIntegrations(ctx)
  const found = all.find((candidate) => candidate.provider === provider)
  if (!found) throw new RangeError(`not a provider: ${provider}`)
  return found
}
