import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { utcMonth } from '../../../src/clock.ts'
import { creditUsage } from '../../../src/db/schema/mockups.ts'
import { pictures } from '../../../src/db/schema/pictures.ts'
import { isUnfinished } from '../../../src/domain/runs/run-progress.ts'
import { fireAlarm, ledgerStub, mockupsOf, type Pair, type Stage } from './stage.ts'
import { vendorCalls } from './vendor.ts'

const PAGE = 1_000

type Expected = {
  /** Credits still held, of calls nobody has begun or ended. */
  held?: number
  suspect?: number
  /** Mockups that have not ended. */
  unfinished?: number
  /** Second paid calls that a person has asked for. */
  paidAgainByHand?: number
}

/** What must hold after any fault; the figures are those of a fault that left nothing behind. */
export async function assertInvariants(
  stage: Stage,
  { held = 0, suspect = 0, unfinished = 0, paidAgainByHand = 0 }: Expected = {},
): Promise<void> {
  const { ledger } = stage.user.ctx
  await fireAlarm(stage)
  // I2: a ledger that does not add up refuses every change once it has been started again.
  await evictDurableObject(ledgerStub(stage))
  await ledger.close([])

  const now = utcMonth(Date.now())
  const usage = await ledger.usage(now.year, now.month, 0)
  expect.soft({ held: usage.held, suspect: usage.suspect }, 'credits held').toEqual({
    held,
    suspect,
  })
  const rows = await mockupsOf(stage)
  const open = rows.filter((row) => isUnfinished(row.status))
  expect.soft(open.length, 'I7: mockups that have not ended').toBe(unfinished)
  await expectReport(stage)
  await expectPayments(stage, suspect, paidAgainByHand)
  await expectPictures(stage, rows)
}

/** I10: the report is the ledger, line for line, without a gap. */
async function expectReport({ user }: Stage): Promise<void> {
  const entries = await user.ctx.ledger.settledAfter(0, PAGE)
  const report = await user.ctx.db
    .select()
    .from(creditUsage)
    .where(eq(creditUsage.user_id, user.userId))
    .orderBy(asc(creditUsage.sequence))
  const lines = entries.map((entry) => [entry.sequence, entry.attemptId, entry.balanceAfter])
  expect
    .soft(
      report.map((row) => [row.sequence, row.attempt_id, row.balance_after]),
      'I10',
    )
    .toEqual(lines)
  expect.soft(lines.map(([sequence]) => sequence)).toEqual(lines.map((_, index) => index + 1))
}

/** I4: no call too many for a mockup, and nothing charged that the ledger does not know of. */
async function expectPayments(stage: Stage, suspect: number, byHand: number): Promise<void> {
  const { charged, renders } = await vendorCalls(stage)
  const entries = await stage.user.ctx.ledger.settledAfter(0, PAGE)
  const posted = entries.reduce((sum, entry) => sum + entry.credits, 0)
  expect.soft(charged, 'I4: charged at the vendor').toBeLessThanOrEqual(posted + suspect)
  for (const [mockup, calls] of Map.groupBy(renders, (call) => call.export_label)) {
    const free = calls.filter((call) => call.http_status >= 400)
    expect
      .soft(calls.length, `I4: calls for ${mockup}`)
      .toBeLessThanOrEqual(1 + free.length + byHand)
  }
}

/** I6: one object at most for a paid attempt, none of nobody's, and one approval item a picture. */
async function expectPictures({ user }: Stage, rows: Pair[]): Promise<void> {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/pictures/` })
  const files = objects.map((object) => object.key).filter((key) => key.endsWith('.png'))
  const known = await user.ctx.db.select().from(pictures).where(eq(pictures.user_id, user.userId))
  const stored = known.filter((row) => row.state === 'stored')
  const named = known.map((row) => `users/${user.userId}/pictures/${row.id}.`)
  expect
    .soft(
      files.filter((file) => !named.some((stem) => file.startsWith(stem))),
      'I6: pictures of nobody',
    )
    .toEqual([])
  for (const picture of stored) expect.soft(files, 'I6').toContain(picture.file_key)
  const shown = new Set(rows.flatMap((row) => (row.status === 'completed' ? row.picture_id : [])))
  const items = await env.DB.prepare(
    'SELECT count(*) AS n FROM approval_items WHERE user_id = ? AND status = ?',
  )
    .bind(user.userId, 'pending')
    .first<number>('n')
  expect.soft(items, 'approval items').toBe(shown.size)
}
