import type { Context } from '../../context.ts'
import { writeAll } from '../../db/client.ts'
import type { Picture } from '../../db/schema/pictures.ts'
import { AppError } from '../../errors.ts'
import { NOBODY_WAITS } from '../pictures/drop-unwanted.ts'
import { endMockups, type OwnEnd } from '../pictures/mockup-status.ts'
import { dropPictures } from '../pictures/picture.ts'
import { endUnstarted } from './end-unstarted.ts'
import { findCancelled, findWaiting, type Waiting } from './load-job.ts'
import { renderAgain } from './render-again.ts'

/** An artwork or a scene that changes this often while a render waits is being worked on. */
const MAX_MOVES = 3
const RESTLESS = {
  code: 'cancelled',
  message:
    'The artwork or scene kept changing while this mockup was waiting. Nothing was charged. Generate it again when your changes are done.',
} as const

/**
 * Those who wait for a picture whose attempt is over unpaid get the picture of now, with a credit of
 * its own; those of cancelled runs end, and so does a picture that nobody is left to wait for.
 */
export async function startAgain(
  ctx: Context,
  picture: Picture,
  why: 'moved' | 'expired',
): Promise<void> {
  await endUnstarted(ctx, await findCancelled(ctx, [picture.id]))
  const waiting = await findWaiting(ctx, picture.id)
  if (waiting.length > 0) await moveOn(ctx, waiting, why)
  await writeAll(ctx.db, [dropPictures(ctx, [picture], NOBODY_WAITS)])
}

/** Moves mockups to the pictures of now; where no credit is left they fail with that reason. */
export async function moveOn(
  ctx: Context,
  waiting: readonly Waiting[],
  why: 'moved' | 'expired',
): Promise<void> {
  const restless = why === 'moved' ? waiting.filter(({ mockup }) => mockup.moves >= MAX_MOVES) : []
  if (restless.length > 0) await end(ctx, restless, RESTLESS)
  const wanted = waiting.filter((one) => !restless.includes(one))
  const ids = wanted.map(({ mockup }) => mockup.id)
  // What they leave behind they no longer claim; another mockup's claim keeps it.
  if (why === 'moved') await ctx.ledger.release({ mockupIds: ids }, 'Moved to another picture')
  try {
    await renderAgain(ctx, ids, why)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'insufficient_credits') throw cause
    await end(ctx, wanted, { code: 'budget', message: cause.message })
  }
}

async function end(ctx: Context, waiting: readonly Waiting[], ownEnd: OwnEnd): Promise<void> {
  const ids = waiting.map(({ mockup }) => mockup.id)
  await ctx.ledger.release({ mockupIds: ids }, ownEnd.message)
  const shares = await ctx.ledger.paid([...new Set(waiting.map(({ mockup }) => mockup.picture_id))])
  await writeAll(ctx.db, endMockups(ctx, ids, ownEnd, shares))
}
