import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf, writeAll } from '../../db/client.ts'
import { dropPictures, IS_UNWANTED } from './picture.ts'
import { attemptIdOf } from './recipe.ts'

/** Why the credit of such a picture went back, in the ledger and in its row. */
export const UNWANTED_NOTE = 'Nobody is waiting for this picture anymore'
export const NOBODY_WAITS = { code: 'cancelled', message: UNWANTED_NOTE } as const

const attemptRows = z.array(z.object({ id: z.string(), attempt: z.number() }))

/**
 * Ends those of these pictures that no mockup waits for: first their claims in the ledger, then the
 * rows of those whose attempt is over there. So a row that is unfinished is what tells the sweep
 * that a credit may still be held: whoever takes the last mockup away, in a batch that the ledger
 * has no part in, leaves the picture unfinished and calls this after it. What is in flight, or
 * claimed by a request that is still writing its rows, is left to it. Safe to run again.
 */
export async function dropUnwanted(ctx: Context, pictureIds: readonly string[]): Promise<void> {
  const unwanted = attemptRows.parse(
    await ctx.db.all(sql`
      SELECT p.id, p.attempt FROM pictures AS p
      WHERE ${isAnyOf([sql`p.user_id`, sql`p.id`], [ctx.userId], pictureIds)}
        AND p.state IN ('waiting', 'rendering') AND ${IS_UNWANTED}`),
  )
  if (unwanted.length === 0) return
  const attemptIds = unwanted.map(attemptIdOf)
  await ctx.ledger.release({ attemptIds }, UNWANTED_NOTE)
  const states = await ctx.ledger.states(attemptIds)
  const open = new Set(
    states.flatMap(({ state, attemptId }) =>
      state === 'voided' || state === 'expired' ? [] : attemptId,
    ),
  )
  const over = unwanted.filter((picture) => !open.has(attemptIdOf(picture)))
  if (over.length > 0) await writeAll(ctx.db, [dropPictures(ctx, over, NOBODY_WAITS)])
}
