import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf, writeAll } from '../../db/client.ts'
import { dropUnwanted } from '../pictures/drop-unwanted.ts'
import { endMockups, IS_WAITING } from '../pictures/mockup-status.ts'
import { stopDeferring } from '../pictures/picture.ts'

export const CANCELLED_NOTE = 'Cancelled before it was rendered'

const row = z.object({ id: z.string(), picture_id: z.string(), attempt: z.number() })

/**
 * Ends mockups, at most 100, of a cancelled run, but for those whose render is under way: they
 * finish and are kept. Safe to run again; the sweep does so after a crash.
 */
export async function endUnstarted(ctx: Context, mockupIds: readonly string[]): Promise<void> {
  if (mockupIds.length === 0) return
  const rows = z.array(row).parse(
    await ctx.db.all(sql`
      SELECT m.id, m.picture_id, p.attempt FROM mockups AS m
      JOIN pictures AS p ON p.user_id = m.user_id AND p.id = m.picture_id
      WHERE ${isAnyOf([sql`m.user_id`, sql`m.id`], [ctx.userId], mockupIds)}
        AND ${IS_WAITING}`),
  )
  await ctx.ledger.release({ mockupIds: rows.map(({ id }) => id) }, CANCELLED_NOTE)
  const attempts = [...new Set(rows.map((one) => `${one.picture_id}.${one.attempt}`))]
  const states = await ctx.ledger.states(attempts)
  const underWay = new Set(
    states.flatMap(({ pictureId, state }) =>
      state === 'in_flight' || state === 'posted' || state === 'suspect' ? pictureId : [],
    ),
  )
  const ended = rows.filter((one) => !underWay.has(one.picture_id))
  const pictureIds = [...new Set(ended.map((one) => one.picture_id))]
  const shares = await ctx.ledger.paid(pictureIds)
  const cancelled = { code: 'cancelled', message: CANCELLED_NOTE } as const
  await writeAll(ctx.db, [
    ...endMockups(
      ctx,
      ended.map(({ id }) => id),
      cancelled,
      shares,
    ),
    stopDeferring(ctx, pictureIds),
  ])
  await dropUnwanted(ctx, pictureIds)
}
