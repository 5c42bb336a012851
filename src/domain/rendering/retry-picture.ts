import { sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import type { Mockup } from '../../db/schema/mockups.ts'
import { AppError } from '../../errors.ts'
import { getMockup } from '../mockups/get-mockup.ts'
import { IS_REVIVABLE } from '../pictures/mockup-status.ts'
import { findPicture } from './load-job.ts'
import { renderAgain } from './render-again.ts'

const MAX_REVIVED = 100
const idRows = z.array(z.object({ id: z.string() }))

/** The failed mockups of a picture that a machine may try again, oldest first, at most 100. */
export async function findRevivable(ctx: Context, pictureId: string): Promise<string[]> {
  const rows = await ctx.db.all(sql`
    SELECT m.id FROM mockups AS m
    WHERE m.user_id = ${ctx.userId} AND m.picture_id = ${pictureId} AND ${IS_REVIVABLE}
    ORDER BY m.id LIMIT ${MAX_REVIVED}`)
  return idRows.parse(rows).map(({ id }) => id)
}

/** `under_way`: it is being rendered; `unwanted`: nobody waits for it any more. */
export type RetriedPicture = 'started' | 'under_way' | 'stored' | 'unwanted'

/**
 * Tries a failed picture again for every mockup that would take it, as artwork and scene are now.
 * @throws AppError conflict when it may have been charged and is not decided
 * @throws AppError insufficient_credits
 */
export async function retryPicture(ctx: Context, pictureId: string): Promise<RetriedPicture> {
  const picture = await findPicture(ctx, pictureId)
  if (picture?.state === 'waiting' || picture?.state === 'rendering') return 'under_way'
  if (picture?.state === 'stored') return 'stored'
  if (picture?.state === 'suspect') throw undecided()
  const mockupIds = await findRevivable(ctx, pictureId)
  if (mockupIds.length === 0) return 'unwanted'
  await renderAgain(ctx, mockupIds, 'asked')
  return 'started'
}

/**
 * Tries a failed mockup again: free where its picture is there already, else with a new credit. One
 * that is under way is left alone.
 * @throws AppError not_found
 * @throws AppError conflict when it has its picture, or may have been charged and is not decided
 * @throws AppError insufficient_credits
 */
export async function retryMockup(ctx: Context, mockupId: string): Promise<void> {
  const mockup = await getMockup(ctx, mockupId)
  if (mockup.status === 'pending') return
  assertFailed(mockup)
  await renderAgain(ctx, [mockupId], 'asked', [mockupId])
}

function assertFailed({ status, failure_code }: Mockup): void {
  if (failure_code === 'suspect') throw undecided()
  if (status === 'failed') return
  throw new AppError(
    'conflict',
    `This mockup is ${status}. Only failed mockups can be retried. Nothing was changed.`,
  )
}

function undecided(): AppError {
  return new AppError(
    'conflict',
    'This charge is unconfirmed. Nothing was started. Decide it under Problems first.',
  )
}
