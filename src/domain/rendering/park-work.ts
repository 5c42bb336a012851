import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAnyOf } from '../../db/client.ts'
import { type Picture, pictures } from '../../db/schema/pictures.ts'
import { markIntegrationError } from '../integrations/mark-integration-error.ts'
import { IS_WAITING } from '../pictures/mockup-status.ts'
import { failPictures } from '../pictures/picture.ts'
import { attemptIdOf } from '../pictures/recipe.ts'
import type { Refusal } from './render-one.ts'

// What one refusal stops at once, in one batch; more is found by its own message or the sweep.
const MAX_PARKED = 50

/**
 * The vendor refuses the key, or it is out of credits: everything that waits for it stops, its
 * credits are released, and the user is shown why. A person tries again when the key works.
 */
export async function parkWork(ctx: Context, first: Picture, refusal: Refusal): Promise<void> {
  const { message } = refusal
  await markIntegrationError(ctx, 'dynamic_mockups', message)
  const waiting = await ctx.db
    .select()
    .from(pictures)
    .where(
      // Written out, so that the index of what is due serves.
      sql`${pictures.user_id} = ${ctx.userId} AND ${pictures.state} IN ('waiting', 'rendering')
        AND ${pictures.state} = 'waiting' AND ${pictures.id} <> ${first.id}`,
    )
    .limit(MAX_PARKED)
  const all = [first, ...waiting]
  const mockupIds = await unfinishedOf(
    ctx,
    all.map((picture) => picture.id),
  )
  await ctx.ledger.release({ mockupIds }, message)
  const states = await ctx.ledger.states(all.map(attemptIdOf))
  const held = new Set(
    states.flatMap(({ state, attemptId }) =>
      state === 'voided' || state === 'expired' ? [] : attemptId,
    ),
  )
  const free = all.filter((one) => !held.has(attemptIdOf(one)))
  await failPictures(ctx, free, { code: 'parked', ...refusal, retry: 'by_hand' })
}

const MAX_MOCKUPS = 1_000
const idRows = z.array(z.object({ id: z.string() }))

/** The mockups that wait for these pictures. */
export async function unfinishedOf(ctx: Context, pictureIds: string[]): Promise<string[]> {
  const rows = await ctx.db.all(sql`
    SELECT m.id FROM mockups AS m
    WHERE ${isAnyOf([sql`m.user_id`, sql`m.picture_id`], [ctx.userId], pictureIds)}
      AND ${IS_WAITING}
    LIMIT ${MAX_MOCKUPS}`)
  return idRows.parse(rows).map(({ id }) => id)
}
