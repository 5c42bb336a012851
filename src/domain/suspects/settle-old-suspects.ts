import { and, asc, eq, lt } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import { type BaseContext, forUser } from '../../context.ts'
import { mockups } from '../../db/schema/mockups.ts'
import { postNotice } from '../notices/post-notice.ts'
import { countAsPaid } from './count-as-paid.ts'
import { SUSPECT_HOURS } from './schemas.ts'

const MAX_SUSPECTS_A_CALL = 100
const HOUR_MS = 60 * 60_000

/**
 * Counts as paid what nobody has decided for a day, of all users, and says so: an activity row and
 * a notice each. Answers how many there were.
 */
export async function settleOldSuspects(base: BaseContext): Promise<number> {
  const before = isoTime(base.clock.now() - SUSPECT_HOURS * HOUR_MS)
  const old = await base.db
    .select()
    .from(mockups)
    .where(and(eq(mockups.failure_code, 'suspect'), lt(mockups.updated_at, before)))
    .orderBy(asc(mockups.updated_at))
    .limit(MAX_SUSPECTS_A_CALL)
  for (const mockup of old) {
    const ctx = forUser(base, mockup.user_id, { kind: 'system', job: 'suspect renders' })
    const notice = postNotice(ctx, {
      id: mockup.id,
      tone: 'amber',
      text: `A render of ${mockup.scene} that never answered was counted as paid after ${SUSPECT_HOURS} hours: 1 credit.`,
      href: `/mockups/${mockup.id}`,
    })
    try {
      await countAsPaid(ctx, mockup, `Counted as paid after ${SUSPECT_HOURS} hours`, [notice])
    } catch (cause) {
      base.log.error('suspect_not_settled', cause, { mockup: mockup.id })
    }
  }
  return old.length
}
