import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { sealCredentials } from './credentials.ts'
import { forgetTemplates } from './forget-templates.ts'
import { accountOf } from './get-dynamic-mockups-key.ts'
import { getIntegration } from './get-integration.ts'
import type { IntegrationView } from './list-integrations.ts'
import { saveConnection } from './save-connection.ts'
import type { DynamicMockupsConnection } from './schemas.ts'

/**
 * Takes the user's own API key, after asking the vendor something free with it.
 *
 * @throws AppError invalid the vendor refuses the key
 * @throws AppError unavailable the vendor does not answer
 */
export async function connectDynamicMockups(
  ctx: Context,
  { api_key: apiKey }: DynamicMockupsConnection,
): Promise<IntegrationView> {
  const answer = await ctx.dynamicMockups(apiKey).probe()
  if (answer === 'unauthorized') throw refused()
  if (answer === 'unreachable') {
    throw new AppError(
      'unavailable',
      'Dynamic Mockups did not respond, so the key could not be checked. Nothing was changed. Try again in a minute.',
      { retryAfterSeconds: 60 },
    )
  }
  const connection = {
    account: null,
    metadata: {},
    credentials: await sealCredentials(ctx, 'dynamic_mockups', { apiKey }),
    error: null,
  }
  const after = forgetTemplates(ctx, await accountOf(apiKey))
  await saveConnection(ctx, 'dynamic_mockups', connection, { after })
  return getIntegration(ctx, 'dynamic_mockups')
}

function refused(): AppError {
  const message =
    'Dynamic Mockups did not accept this API key. Nothing was changed. Copy the key again from your Dynamic Mockups account.'
  return new AppError('invalid', message, { errors: [{ pointer: '/api_key', message }] })
}
