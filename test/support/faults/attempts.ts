import { runInDurableObject } from 'cloudflare:test'
import { newId } from '../../../src/ids.ts'
import type { ReserveItem } from '../../../src/ledger/types.ts'
import { ledgerStub, type Stage } from './stage.ts'

/** A picture to hold a credit for, which nothing else knows of. */
export function newItem(change: Partial<ReserveItem> = {}): ReserveItem {
  const ids = { pictureId: newId(), mockupId: newId(), runId: newId() }
  return { ...ids, operation: 'generation', ...change }
}

/** The id of the first attempt at an item's picture. */
export function firstAttempt({ pictureId }: ReserveItem): string {
  return `${pictureId}.1`
}

/** A reserved attempt whose call has been started, as a renderer would. */
export async function startCall(
  { user }: Stage,
  budget = 100,
): Promise<{ attemptId: string; token: number }> {
  const { ledger } = user.ctx
  const item = newItem()
  await ledger.reserveMany({ groupId: newId(), items: [item], budget })
  const attemptId = firstAttempt(item)
  const begun = await ledger.begin(attemptId)
  if (begun.result !== 'begun') throw new Error(begun.result)
  await ledger.callStarted(attemptId, begun.token, 1_000)
  return { attemptId, token: begun.token }
}

/** A credit spent, with the link of its picture. */
export async function spend(stage: Stage): Promise<string> {
  const { attemptId, token } = await startCall(stage)
  await stage.user.ctx.ledger.charged(attemptId, token, `https://pictures.example/${attemptId}`)
  return attemptId
}

/** When the ledger wakes by itself; null when nothing is to come. */
export function nextAlarm(stage: Stage): Promise<number | null> {
  return runInDurableObject(ledgerStub(stage), (_object, state) => state.storage.getAlarm())
}

/** What the ledger says of its credits, of the present year and month. */
export function usageOf({ user }: Stage, budget = 100) {
  const now = new Date()
  return user.ctx.ledger.usage(now.getUTCFullYear(), now.getUTCMonth() + 1, budget)
}

/** Every write into one of the ledger's tables fails, until it is mended. */
export async function breakTable(stage: Stage, table: string): Promise<() => Promise<void>> {
  const run = (statement: string) =>
    runInDurableObject(ledgerStub(stage), (_object, state) => {
      state.storage.sql.exec(statement)
    })
  await run(`CREATE TRIGGER broken BEFORE INSERT ON ${table}
    BEGIN SELECT RAISE(ABORT, 'no ${table} today'); END`)
  return () => run('DROP TRIGGER broken')
}
