import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Integration, integrations } from '../../db/schema/desk.ts'
import type { Provider } from './schemas.ts'

/** The user's row for a provider, with its ciphertext: never to be handed to a caller as it is. */
export async function findIntegration(
  ctx: Context,
  provider: Provider,
): Promise<Integration | undefined> {
  return ctx.db
    .select()
    .from(integrations)
    .where(and(eq(integrations.user_id, ctx.userId), eq(integrations.provider, provider)))
    .get()
}
