import { type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { IF_CHANGED, type Statement } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { describeActor } from './describe-actor.ts'
import type { ActionType, ActivityModule } from './schemas.ts'

export type ActivityEntry = {
  action_type: ActionType
  module: ActivityModule
  details: Record<string, unknown>
  reference_id?: string
  reference_table?: string
}

type Options = { onlyIfChanged?: boolean; when?: SQL; id?: string }

/**
 * The activity row of a change, as a statement for the change's own batch, written while `when`
 * holds. With `onlyIfChanged` it must directly follow the compare-and-set it reports, and is
 * written only if that changed a row. An `id` of the work's own makes its batch fail the second time.
 */
export function recordActivity(
  ctx: Context,
  entry: ActivityEntry,
  { onlyIfChanged = false, when = onlyIfChanged ? IF_CHANGED : sql`1`, id = newId() }: Options = {},
): Statement {
  const actor = describeActor(ctx.actor)
  return ctx.db.run(sql`
    INSERT INTO activity_log (user_id, id, action_type, details, executed, module, reference_id,
      reference_table, actor_type, actor_id, actor_name, created_at)
    SELECT ${ctx.userId}, ${id}, ${entry.action_type}, ${JSON.stringify(entry.details)}, 1,
      ${entry.module}, ${entry.reference_id ?? null}, ${entry.reference_table ?? null},
      ${actor.type}, ${actor.id}, ${actor.name}, ${isoTime(ctx.clock.now())}
    WHERE ${when}`)
}
