import { and } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement, writeAll } from '../../db/client.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { dropUnwanted, NOBODY_WAITS } from '../pictures/drop-unwanted.ts'
import { endMockups, WAITS_FOR_PICTURE } from '../pictures/mockup-status.ts'
import { dropPictures, stopDeferring } from '../pictures/picture.ts'

export const CANCELLED_NOTE = 'Cancelled before it was rendered'
const END = { code: 'cancelled', message: CANCELLED_NOTE } as const

/** A mockup that waits, and the picture that it waits for. */
export type Unstarted = { id: string; picture_id: string }

/** The same, of mockups, at most 100, that are known by their ids. */
export async function endUnstarted(ctx: Context, mockupIds: readonly string[]): Promise<void> {
  if (mockupIds.length === 0) return
  const rows = await ctx.db
    .select({ id: mockups.id, picture_id: mockups.picture_id })
    .from(mockups)
    .where(and(isAnyOf([mockups.user_id, mockups.id], [ctx.userId], mockupIds), WAITS_FOR_PICTURE))
  await endWaiting(ctx, rows)
}

/**
 * Ends mockups of a cancelled run that were waiting when they were read, with `following` in the
 * same batch, but for those whose render is under way: they finish and are kept. Returns how many it
 * ended. Safe to run again; the sweep does so after a crash.
 */
export async function endWaiting(
  ctx: Context,
  waiting: readonly Unstarted[],
  following: Statement[] = [],
): Promise<number> {
  const asked = [...new Set(waiting.map((one) => one.picture_id))]
  if (waiting.length > 0) {
    await ctx.ledger.release({ mockupIds: waiting.map(({ id }) => id) }, CANCELLED_NOTE)
  }
  const [states, shares] = await Promise.all([
    ctx.ledger.newestStates(asked),
    ctx.ledger.paid(asked),
  ])
  const underWay = new Set(
    states.flatMap(({ pictureId, state }) =>
      state === 'in_flight' || state === 'posted' || state === 'suspect' ? pictureId : [],
    ),
  )
  const ended = waiting.filter((one) => !underWay.has(one.picture_id)).map(({ id }) => id)
  // The ledger has let go of them: their rows may end in the same batch.
  const over = states.filter(({ state }) => state === 'voided' || state === 'expired')
  const left = asked.filter(
    (id) => !underWay.has(id) && !over.some(({ pictureId }) => pictureId === id),
  )
  await writeAll(ctx.db, [
    ...(ended.length > 0 ? endMockups(ctx, ended, END, shares) : []),
    ...(over.length > 0
      ? [
          dropPictures(
            ctx,
            over.map(({ pictureId, attempt }) => ({ id: pictureId, attempt })),
            NOBODY_WAITS,
          ),
        ]
      : []),
    ...(left.length > 0 ? [stopDeferring(ctx, left)] : []),
    ...following,
  ])
  if (left.length > 0) await dropUnwanted(ctx, left)
  return ended.length
}
