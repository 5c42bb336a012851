import { and, eq, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { inJson, type Statement } from '../../db/client.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { describeActor } from '../activity/describe-actor.ts'
import type { Decision } from './schemas.ts'

export type Decided = {
  /** In the state asked for, whether it was changed now or before. */
  decided: Mockup[]
  /** Not yet rendered, or failed: there is nothing to decide about. */
  refused: Mockup[]
  unknown: string[]
}

const DECIDABLE: SQL = sql`m.status IN ('completed', 'approved', 'rejected')`
// A decision of long ago stays as it was: only the last item of a mockup moves with it.
const LAST_ITEM: SQL = sql`a.id = (SELECT max(b.id) FROM approval_items AS b
  WHERE b.user_id = a.user_id AND b.reference_id = a.reference_id)`

/**
 * Approves or rejects any number of mockups, ids up to 100: mockup, approval item and activity row
 * move together, and a decision may be changed. One batch, however many.
 */
export async function decideMockups(
  ctx: Context,
  mockupIds: string[],
  decision: Decision,
  reason?: string | null,
): Promise<Decided> {
  const ids = [...new Set(mockupIds)]
  const change = { ids, decision, reason: reason || null, now: isoTime(ctx.clock.now()) }
  const [, , , rows] = await ctx.db.batch([
    // First, while the state before still tells what will change.
    recordDecisions(ctx, change),
    moveItems(ctx, change),
    moveMockups(ctx, change),
    ctx.db
      .select()
      .from(mockups)
      .where(and(eq(mockups.user_id, ctx.userId), inJson(mockups.id, ids))),
  ])
  const known = new Set(rows.map((row) => row.id))
  return {
    decided: rows.filter((row) => row.status === decision),
    refused: rows.filter((row) => row.status !== decision),
    unknown: ids.filter((id) => !known.has(id)),
  }
}

/** The same for one. Ends in `not_found`, or `conflict` where there is no picture to decide about. */
export async function decideMockup(
  ctx: Context,
  mockupId: string,
  decision: Decision,
  reason?: string | null,
): Promise<Mockup> {
  const { decided, refused } = await decideMockups(ctx, [mockupId], decision, reason)
  const [mockup] = decided
  if (mockup) return mockup
  const [undecidable] = refused
  if (!undecidable) throw new AppError('not_found', 'Mockup not found')
  throw new AppError('conflict', undecidableSentence(undecidable.status))
}

/** Why a mockup in this status cannot be decided about. */
export function undecidableSentence(status: string): string {
  return `This mockup is ${status}: only a finished picture can be approved or rejected. Nothing was changed.`
}

type Change = { ids: string[]; decision: Decision; reason: string | null; now: string }

function recordDecisions(ctx: Context, { ids, decision, reason, now }: Change) {
  const actor = describeActor(ctx.actor)
  const rows = JSON.stringify(ids.map((id) => ({ id, row: newId() })))
  return ctx.db.run(sql`
    INSERT INTO activity_log (user_id, id, action_type, details, executed, module, reference_id,
      reference_table, actor_type, actor_id, actor_name, created_at)
    SELECT m.user_id, asked.value ->> 'row', ${`mockup_${decision}`},
      json_object('mockupId', m.id, 'scene', m.scene, 'reason', ${reason}), 1, 'approvals', m.id,
      'mockups', ${actor.type}, ${actor.id}, ${actor.name}, ${now}
    FROM json_each(${rows}) AS asked
    JOIN mockups AS m ON m.user_id = ${ctx.userId} AND m.id = asked.value ->> 'id'
    WHERE ${DECIDABLE} AND (m.status <> ${decision} OR EXISTS (
      SELECT 1 FROM approval_items AS a WHERE a.user_id = m.user_id AND a.reference_id = m.id
        AND a.status <> ${decision} AND ${LAST_ITEM}))`)
}

function moveItems(ctx: Context, { ids, decision, reason, now }: Change): Statement {
  return ctx.db.run(sql`
    UPDATE approval_items AS a SET status = ${decision}, decided_at = ${now},
      decided_by = ${describeActor(ctx.actor).name}, reason = ${reason}
    WHERE a.user_id = ${ctx.userId} AND a.type = 'mockup' AND a.status <> ${decision}
      AND ${inJson(sql`a.reference_id`, ids)} AND ${LAST_ITEM}
      AND EXISTS (SELECT 1 FROM mockups AS m
        WHERE m.user_id = a.user_id AND m.id = a.reference_id AND ${DECIDABLE})`)
}

function moveMockups(ctx: Context, { ids, decision, now }: Change): Statement {
  return ctx.db.run(sql`
    UPDATE mockups AS m SET status = ${decision}, updated_at = ${now}
    WHERE m.user_id = ${ctx.userId} AND ${inJson(sql`m.id`, ids)} AND ${DECIDABLE}
      AND m.status <> ${decision}`)
}
