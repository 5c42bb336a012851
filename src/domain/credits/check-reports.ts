import { asc, gt } from 'drizzle-orm'
import { type BaseContext, type Context, forUser } from '../../context.ts'
import { users } from '../../db/schema/accounts.ts'
import { readCursor, writeCursor } from '../sweeps/cursor.ts'
import { countUsage } from './select-usage.ts'

export const CHECK_REPORTS = 'credit_reports'
const USERS_A_CALL = 50
const OUTBOX_PATIENCE_MS = 2 * 60_000

const AUDIT_CALLS = 50

/**
 * Compares the usage table with the ledgers, some users a call and all in turn; a report that has
 * lost entries is written again. Has each ledger add itself up, once most of a day. Returns how
 * many reports were repaired.
 */
export async function checkReports(base: BaseContext): Promise<number> {
  const cursor = await readCursor(base, CHECK_REPORTS)
  const some = await base.db
    .select({ id: users.id })
    .from(users)
    .where(cursor ? gt(users.id, cursor) : undefined)
    .orderBy(asc(users.id))
    .limit(USERS_A_CALL)
  let repaired = 0
  for (const { id } of some) {
    const ctx = forUser(base, id, { kind: 'system', job: CHECK_REPORTS })
    try {
      if (await repairReport(ctx)) repaired++
      await auditLedger(ctx)
    } catch (cause) {
      base.log.error('report_not_checked', cause, { user: id })
    }
  }
  await writeCursor(base, CHECK_REPORTS, some.length < USERS_A_CALL ? undefined : some.at(-1)?.id)
  return repaired
}

/** Has the ledger report again when the usage table has fewer entries than it has settled. */
async function repairReport(ctx: Context): Promise<boolean> {
  const settled = await ctx.ledger.lastSequence()
  if (settled === 0) return false
  const [row] = await countUsage(ctx, {})
  const reported = row?.n ?? 0
  if (reported >= settled) return false
  const [missing] = await ctx.ledger.settledAfter(reported, 1)
  // Settled a moment ago: the ledger is about to report it by itself.
  if (missing && missing.createdAtMs > ctx.clock.now() - OUTBOX_PATIENCE_MS) return false
  ctx.log.warn('credit_report_behind', { user: ctx.userId, settled, reported })
  await ctx.ledger.reportAgain()
  return true
}

/** A large ledger goes on with its audit the next time. What is wrong it logs, and refuses. */
async function auditLedger({ ledger }: Context): Promise<void> {
  for (let call = 0; call < AUDIT_CALLS; call++) {
    if ((await ledger.audit()) !== 'unfinished') return
  }
}
