import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { inJson, type Statement } from '../../db/client.ts'
import { approvalItems, retryQueue } from '../../db/schema/desk.ts'
import { type Mockup, mockups } from '../../db/schema/mockups.ts'
import { productImages } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'

type Doomed = Pick<Mockup, 'id' | 'status' | 'attempt' | 'failure_code'>

const UNDECIDED =
  'A render of this may have been charged and nobody has decided yet. Nothing was deleted. Decide about it first.'
const RENDERING =
  'A mockup of this is being rendered right now. Nothing was deleted. Try again in a minute.'

/**
 * Gives back the credits held for mockups that are about to be deleted, and lets the ledger forget
 * their pictures. Ends in `conflict` while one of them renders: that call is being paid for.
 */
export async function releaseMockups(ctx: Context, doomed: Doomed[]): Promise<void> {
  if (doomed.some((mockup) => mockup.status === 'generating')) throw rendering()
  if (doomed.some((mockup) => mockup.failure_code === 'suspect')) {
    throw new AppError('conflict', UNDECIDED)
  }
  const pending = doomed.filter((mockup) => mockup.status === 'pending')
  if (pending.length > 0) {
    const attempts = pending.map((mockup) => `${mockup.id}.${mockup.attempt}`)
    const { inFlight } = await ctx.ledger.release(attempts, 'deleted')
    if (inFlight.length > 0) throw rendering()
  }
  if (doomed.length > 0) await ctx.ledger.forgetPictures(doomed.map((mockup) => mockup.id))
}

/**
 * Deletes mockups and clears what refers to them, as statements for one batch; a mockup that began
 * to render meanwhile stays. Ledger and usage rows stay, and so do the pictures of products.
 */
export function deleteMockupRows(ctx: Context, ids: string[]): Statement[] {
  const { db, userId } = ctx
  const updated_at = isoTime(ctx.clock.now())
  const reused = db
    .select({ key: mockups.file_key })
    .from(mockups)
    .where(and(eq(mockups.user_id, userId), inJson(mockups.id, ids), isNotNull(mockups.file_key)))
  return [
    db
      .update(mockups)
      .set({ reused_from: null, updated_at })
      .where(
        and(
          eq(mockups.user_id, userId),
          inArray(mockups.file_key, reused),
          inJson(mockups.reused_from, ids),
        ),
      ),
    db
      .update(productImages)
      .set({ source_id: null })
      .where(and(eq(productImages.user_id, userId), inJson(productImages.source_id, ids))),
    db
      .delete(approvalItems)
      .where(and(eq(approvalItems.user_id, userId), inJson(approvalItems.reference_id, ids))),
    db
      .update(retryQueue)
      .set({ status: 'discarded', next_attempt_at: null, lease_until: null, updated_at })
      .where(
        and(
          eq(retryQueue.user_id, userId),
          eq(retryQueue.operation_type, 'mockup_generation'),
          inJson(retryQueue.subject_id, ids),
          sql`${retryQueue.status} <> 'succeeded'`,
        ),
      ),
    db
      .delete(mockups)
      .where(
        and(
          eq(mockups.user_id, userId),
          inJson(mockups.id, ids),
          sql`${mockups.status} <> 'generating'`,
        ),
      ),
  ]
}

export function rendering(): AppError {
  return new AppError('conflict', RENDERING)
}
