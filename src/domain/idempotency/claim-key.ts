import { and, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { idempotencyKeys } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { LIFETIME_MS, TRY_AGAIN } from './lifetime.ts'

// No request takes this long; whoever still holds the key then was lost with its Worker.
const ABANDONED_AFTER_MS = 2 * 60_000

const keptBody = z.record(z.string(), z.unknown())

/** What was answered: the status, and a body that names what it showed by id alone. */
export type KeptAnswer = { status: number; body: z.output<typeof keptBody> }

/** Either the caller does the work and ends its claim, or the work was done before. */
export type Claim = TakenClaim | { kind: 'answered'; answer: KeptAnswer }
/** `workId` is the same at every try of the request: what it starts is started once. */
export type TakenClaim = { kind: 'claimed'; key: string; since: string; workId: string }

/**
 * Takes an idempotency key for one request.
 * @throws AppError unprocessable when the key was sent with another request
 * @throws AppError conflict while the first one is still running
 */
export async function claimKey(ctx: Context, key: string, requestHash: string): Promise<Claim> {
  const now = ctx.clock.now()
  const since = isoTime(now)
  const expired = sql`${idempotencyKeys.created_at} < ${isoTime(now - LIFETIME_MS)}`
  const [won] = await ctx.db
    .insert(idempotencyKeys)
    .values({
      user_id: ctx.userId,
      key,
      request_hash: requestHash,
      work_id: newId(),
      created_at: since,
    })
    .onConflictDoUpdate({
      target: [idempotencyKeys.user_id, idempotencyKeys.key],
      set: {
        request_hash: requestHash,
        work_id: sql`CASE WHEN ${expired} THEN excluded.work_id ELSE ${idempotencyKeys.work_id} END`,
        status: null,
        answer: null,
        created_at: since,
      },
      setWhere: sql`${expired} OR (${idempotencyKeys.request_hash} = ${requestHash}
        AND (${idempotencyKeys.status} = ${TRY_AGAIN} OR (${idempotencyKeys.status} IS NULL
          AND ${idempotencyKeys.created_at} < ${isoTime(now - ABANDONED_AFTER_MS)})))`,
    })
    .returning({ workId: idempotencyKeys.work_id })
  return won
    ? { kind: 'claimed', key, since, workId: won.workId }
    : { kind: 'answered', answer: await readAnswer(ctx, key, requestHash) }
}

async function readAnswer(ctx: Context, key: string, requestHash: string): Promise<KeptAnswer> {
  const row = await ctx.db
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.user_id, ctx.userId), eq(idempotencyKeys.key, key)))
    .get()
  if (row && row.request_hash !== requestHash) {
    throw new AppError(
      'unprocessable',
      'This Idempotency-Key was sent before with another request. Nothing was done; use a new key.',
    )
  }
  if (!row?.status || !row.answer) {
    throw new AppError(
      'conflict',
      'The first request with this Idempotency-Key is still running. Send it again in a moment.',
      { retryAfterSeconds: 2 },
    )
  }
  return { status: row.status, body: keptBody.parse(JSON.parse(row.answer)) }
}
