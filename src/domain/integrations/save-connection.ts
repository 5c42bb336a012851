import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { type Statement, writeAll } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { Provider } from './schemas.ts'

type Connection = {
  account: string | null
  metadata: Record<string, unknown>
  /** Ciphertext. */
  credentials: string
  /** Why it is connected and still will not work as it should. */
  error: string | null
}

/**
 * Writes a connection over whatever there was, between statements of the same batch. Fails where
 * the account is another user's.
 */
export async function saveConnection(
  ctx: Context,
  provider: Provider,
  connection: Connection,
  { before = [], after = [] }: { before?: Statement[]; after?: Statement[] } = {},
): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const columns = {
    ...connection,
    status: connection.error ? ('error' as const) : ('connected' as const),
    updated_at: now,
  }
  await writeAll(ctx.db, [
    ...before,
    ctx.db
      .insert(integrations)
      .values({ user_id: ctx.userId, provider, id: newId(), created_at: now, ...columns })
      .onConflictDoUpdate({ target: [integrations.user_id, integrations.provider], set: columns }),
    recordActivity(ctx, {
      action_type: 'integration_connected',
      module: 'integrations',
      details: { provider, ...(connection.account ? { account: connection.account } : {}) },
      reference_id: provider,
      reference_table: 'integrations',
    }),
    ...after,
  ])
}
