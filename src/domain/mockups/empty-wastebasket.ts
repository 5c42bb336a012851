import { asc, lt } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { deletedMockups } from '../../db/schema/mockups.ts'
import { forgetDeleted } from './forget-deleted.ts'
import { DAYS_KEPT } from './list-deleted-mockups.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
const MAX_MOCKUPS_A_CALL = 100

/** Deletes for good, of all users, what was deleted thirty days ago; returns how many. */
export async function emptyWastebasket(base: BaseContext): Promise<number> {
  const { user_id, id, deleted_at } = deletedMockups
  const due = await base.db
    .select({ user_id, id })
    .from(deletedMockups)
    .where(lt(deleted_at, isoTime(base.clock.now() - DAYS_KEPT * DAY_MS)))
    .orderBy(asc(deleted_at))
    .limit(MAX_MOCKUPS_A_CALL)
  for (const [userId, rows] of Map.groupBy(due, (row) => row.user_id)) {
    const ctx = forUser(base, userId, { kind: 'system', job: 'wastebasket' })
    await forgetDeleted(
      ctx,
      rows.map((row) => row.id),
    )
  }
  return due.length
}
