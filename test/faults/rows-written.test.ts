import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { patient } from '../support/faults/bindings.ts'
import { countWork } from '../support/faults/count-work.ts'
import {
  addArtwork,
  deliver,
  fireAlarm,
  ledgerStub,
  mockupsOf,
  openStage,
  passTime,
  type Stage,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { api } from '../support/worker/api.ts'

const SCENES = ['bedroom', 'living_room', 'home_office', 'reading_nook', 'therapy_office']
/** Entries of indexes and counters among them; the report's three come on top. */
const MOST_ROWS = { approved: 25, completed: 30 }
/** What a reservation writes once is shared by five here, and by up to a hundred in a run. */
const MOST_LEDGER_ROWS = 14

test('a mockup, from its request until a machine has approved it, writes few rows', async () => {
  await expectFewRows('autopilot', 'approved')
})

test('a mockup, from its request until it waits for a decision, writes few rows', async () => {
  await expectFewRows('supervised', 'completed')
})

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
