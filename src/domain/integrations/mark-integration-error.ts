import { and, eq, ne, or, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement, writeAll } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { Provider } from './schemas.ts'

/**
 * Shows that a vendor refuses the credentials, and why, until `clearIntegrationError`. The same
 * error twice is shown once. Also where the environment's key is the one refused: the row then
 * represents it, without credentials. With an `account`, only while that one is connected.
 */
export async function markIntegrationError(
  ctx: Context,
  provider: Provider,
  error: string,
  account?: string,
): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const columns = { status: 'error' as const, error, updated_at: now }
  const upsert = ctx.db
    .insert(integrations)
    .values({
      user_id: ctx.userId,
      provider,
      id: newId(),
      metadata: {},
      created_at: now,
      ...columns,
    })
    .onConflictDoUpdate({
      target: [integrations.user_id, integrations.provider],
      set: columns,
      setWhere: and(
        or(ne(integrations.status, 'error'), ne(integrations.error, error)),
        account ? eq(integrations.account, account) : undefined,
      ),
    })
    .returning({ id: integrations.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'integration_failed',
      module: 'integrations',
      details: { provider, error },
      reference_id: provider,
      reference_table: 'integrations',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, upsert, [activity])
}

/** Takes the error away: the vendor has answered these credentials well. */
export async function clearIntegrationError(ctx: Context, provider: Provider): Promise<void> {
  await writeAll(ctx.db, integrationRecovery(ctx, provider))
}

/**
 * The same as statements for another change's batch; they write only where there is an error, and
 * with an `account` only while that one is connected. What the app lacks at a shop stays shown:
 * work that succeeds needs no more than it was given. So does a shop's refusal: `checkShop` ends it.
 */
export function integrationRecovery(
  ctx: Context,
  provider: Provider,
  account?: string,
): Statement[] {
  const missing = sql`coalesce(json_extract(${integrations.metadata}, '$.missing_scopes'), '[]')`
  return [
    ctx.db
      .update(integrations)
      .set({
        status: sql`CASE WHEN ${integrations.credentials} IS NULL THEN 'disconnected'
          ELSE 'connected' END`,
        error: null,
        updated_at: isoTime(ctx.clock.now()),
      })
      .where(
        and(
          eq(integrations.user_id, ctx.userId),
          eq(integrations.provider, provider),
          eq(integrations.status, 'error'),
          account ? eq(integrations.account, account) : undefined,
          sql`json_array_length(${missing}) = 0`,
          sql`json_extract(${integrations.metadata}, '$.refused_at') IS NULL`,
        ),
      ),
    recordActivity(
      ctx,
      {
        action_type: 'integration_recovered',
        module: 'integrations',
        details: { provider },
        reference_id: provider,
        reference_table: 'integrations',
      },
      { onlyIfChanged: true },
    ),
  ]
}
