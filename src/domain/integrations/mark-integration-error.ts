import { and, eq, ne, or } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { integrations } from '../../db/schema/desk.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { Provider } from './schemas.ts'

/**
 * Shows that a vendor refuses the credentials, and why, until `clearIntegrationError`. The same
 * error twice is told once. Also where the environment's key is the one refused: the row then
 * stands for it, without credentials.
 */
export async function markIntegrationError(
  ctx: Context,
  provider: Provider,
  error: string,
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
      setWhere: or(ne(integrations.status, 'error'), ne(integrations.error, error)),
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
  const own = await ctx.db
    .select({ credentials: integrations.credentials })
    .from(integrations)
    .where(and(eq(integrations.user_id, ctx.userId), eq(integrations.provider, provider)))
    .get()
  if (!own) return
  const update = ctx.db
    .update(integrations)
    .set({
      status: own.credentials ? 'connected' : 'disconnected',
      error: null,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(integrations.user_id, ctx.userId),
        eq(integrations.provider, provider),
        eq(integrations.status, 'error'),
      ),
    )
    .returning({ id: integrations.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'integration_recovered',
      module: 'integrations',
      details: { provider },
      reference_id: provider,
      reference_table: 'integrations',
    },
    { onlyIfChanged: true },
  )
  await compareAndSet(ctx.db, update, [activity])
}
