import { attemptId } from '../../../src/domain/mockups/attempt-id.ts'
import { RETRY_LEASE_MS } from '../../../src/domain/retries/retry-policy.ts'
import type { Row } from './database.ts'
import { ledgerOf } from './ledger-client.ts'
import type { Task } from './scheduler.ts'
import type { World } from './world.ts'

class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: 'conflict' | 'insufficient_credits'

  constructor(code: Refused['code']) {
    super(code)
    this.code = code
  }
}

/** Reserves, starts and queues the next attempt at a failed mockup. */
export async function startAttempt(world: World, task: Task, row: Row): Promise<void> {
  const { database, queue } = world
  const ledger = ledgerOf(world, task)
  const next = { id: row.id, attempt: row.attempt + 1 }
  const id = attemptId(next)
  const reservation = await ledger.reserveMany(id, [
    { attemptId: id, mockupId: row.id, pictureKey: null, operation: 'generation' },
  ])
  if (reservation.result === 'insufficient') throw new Refused('insufficient_credits')
  const started = await task.step('d1', `start ${id}`, () =>
    database.startAttempt(row, RETRY_LEASE_MS),
  )
  if (!started) {
    const now = await task.step('d1', `load ${row.id}`, () => database.load(row.id))
    if (now?.attempt === next.attempt) return
    await ledger.release([id], 'Not started')
    throw new Refused('conflict')
  }
  await ledger.confirm(id)
  try {
    await task.step('queue', `send ${id}`, () =>
      queue.send({ mockupId: row.id, attempt: next.attempt }),
    )
  } catch {
    // The sweep sends it.
  }
}

/** Tries a failed mockup again out of the retry queue; what fails at once goes back into it. */
export async function runRetry(world: World, task: Task, mockupId: string): Promise<void> {
  const { database } = world
  const taken = await task.step('d1', `take the retry of ${mockupId}`, () =>
    database.takeRetry(mockupId, RETRY_LEASE_MS),
  )
  if (!taken) return
  try {
    const row = await task.step('d1', `load ${mockupId}`, () => database.load(mockupId))
    if (!row || database.isOpen(row)) return
    if (row.status !== 'failed' || row.failure === 'suspect') throw new Refused('conflict')
    await startAttempt(world, task, row)
  } catch (cause) {
    const permanent = cause instanceof Refused && cause.code === 'conflict'
    await task.step('d1', `give back the retry of ${mockupId}`, () =>
      database.openRetry(mockupId, permanent),
    )
    throw cause
  }
}
