import type { Context } from '../../context.ts'
import { connectDynamicMockups } from '../integrations/connect-dynamic-mockups.ts'
import type { IntegrationView } from '../integrations/list-integrations.ts'
import type { DynamicMockupsConnection } from '../integrations/schemas.ts'
import { refreshTemplates } from './refresh-templates.ts'

/**
 * Connects a Dynamic Mockups account and reads its templates, so that each scene shows at once
 * whether it can be rendered. Where they cannot be read it is connected all the same. Errors as of
 * `connectDynamicMockups`.
 */
export async function connectAccount(
  ctx: Context,
  connection: DynamicMockupsConnection,
): Promise<IntegrationView> {
  const integration = await connectDynamicMockups(ctx, connection)
  try {
    await refreshTemplates(ctx)
  } catch (cause) {
    ctx.log.error('templates_not_read', cause, { user: ctx.userId })
  }
  return integration
}
