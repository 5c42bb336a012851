import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { getDynamicMockupsKey } from '../../src/domain/integrations/get-dynamic-mockups-key.ts'
import { SWEPT_AFTER_MS } from '../../src/domain/rendering/render-one.ts'
import { patient } from '../support/faults/bindings.ts'
import { countWork } from '../support/faults/count-work.ts'
import {
  ACKED,
  addArtwork,
  contextOn,
  deliver,
  fireAlarm,
  ledgerStub,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  type Stage,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'

const SCENES = ['bedroom', 'living_room', 'home_office', 'reading_nook', 'therapy_office']
/**
 * Entries of indexes and counters among them, and a fifth of what the first mockup of an artwork
 * and the list of its run write; the report's three come on top.
 */
const MOST_ROWS = { approved: 26, completed: 32 }
const MINUTE_MS = 60_000
/** What a reservation writes once is shared by five here, and by up to a hundred in a run. */
const MOST_LEDGER_ROWS = 14

test('a mockup, from its request until a machine has approved it, writes few rows', async () => {
  await expectFewRows('autopilot', 'approved')
})

test('a mockup, from its request until it waits for a decision, writes few rows', async () => {
  await expectFewRows('supervised', 'completed')
})

test('a render whose turn comes soon waits in the queue alone; one that waits on is written down', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const before = await onlyPicture(stage)
  await useUpTurns(stage)
  const { changes, counted } = countWork()
  expect(await deliver(stage, [message], changes)).toEqual(ACKED)
  expect(stage.sent.splice(0)).toMatchObject([{ body: message }])
  expect(counted.rows).toBe(0)
  expect(await onlyPicture(stage)).toEqual(before)
  passTime(SWEPT_AFTER_MS)
  await useUpTurns(stage)
  expect(await deliver(stage, [message])).toEqual(ACKED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'pending', waiting_for: 'rate' })
  passTime(MINUTE_MS)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed' })
})

/** Takes whatever the vendor's rate has left for some seconds. */
async function useUpTurns(stage: Stage): Promise<void> {
  const ctx = contextOn(stage)
  const { account } = await getDynamicMockupsKey(ctx)
  const limiter = ctx.limiterOf('dynamic_mockups', account)
  while ((await limiter.take(3_000)).result === 'go') {
    // Each is counted.
  }
}

async function onlyPicture(stage: Stage) {
  const { results } = await env.DB.prepare('SELECT * FROM pictures WHERE user_id = ?')
    .bind(stage.user.userId)
    .all()
  expect(results).toHaveLength(1)
  return results[0]
}

async function expectFewRows(global_mode: string, end: keyof typeof MOST_ROWS): Promise<void> {
  const stage = await openStage()
  await api(stage.user, 'PUT', '/api/settings', { global_mode })
  const assetId = await addArtwork(stage)
  const ledger = await countLedgerRows(stage)
  const { changes, counted } = countWork()
  await startRun(stage, { assetId, scenes: SCENES }, changes)
  await deliver(stage, takeSent(stage), { ...patient(), ...changes })
  passTime(1_000)
  await fireAlarm(stage)
  expect((await mockupsOf(stage)).map((row) => row.status)).toEqual(SCENES.map(() => end))
  expect(counted.rows / SCENES.length).toBeLessThanOrEqual(MOST_ROWS[end])
  expect(ledger.rows / SCENES.length).toBeLessThanOrEqual(MOST_LEDGER_ROWS)
}

async function countLedgerRows(stage: Stage): Promise<{ rows: number }> {
  const counted = { rows: 0 }
  await runInDurableObject(ledgerStub(stage), (_ledger, { storage: { sql } }) => {
    const exec = sql.exec.bind(sql)
    Object.defineProperty(sql, 'exec', {
      value: (query: string, ...values: unknown[]) => {
        const cursor = exec(query, ...values)
        counted.rows += cursor.rowsWritten
        return cursor
      },
    })
  })
  return counted
}
