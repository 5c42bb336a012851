import { attemptId } from '../../../src/domain/mockups/attempt-id.ts'
import { decideUnfinished } from '../../../src/domain/rendering/decide-unfinished.ts'
import { CANCELLED_NOTE } from '../../../src/domain/rendering/render-one.ts'
import type { Row } from './database.ts'
import { failMockup, settleFollower } from './end-mockup.ts'
import { ledgerOf } from './ledger-client.ts'
import { renderMockup } from './render-mockup.ts'
import type { Task } from './scheduler.ts'
import { runRetry } from './start-attempt.ts'
import { Violation } from './violation.ts'
import type { World } from './world.ts'

const UNTOUCHED_MS = 90_000
const SUSPECT_MS = 24 * 60 * 60_000
const MAX_COLLECTED = 10

/** What the cron of each minute does; a sweep that fails does not stop the next one. */
export function startCron(world: World): void {
  const process = world.scheduler.process('cron')
  const sweeps = world.bug.sweepsNothing
    ? [settleOldSuspects, runDueRetries]
    : [settleOldSuspects, sweepUnfinished, runDueRetries]
  world.scheduler.spawn(process, async (task) => {
    for (const sweep of sweeps) await tolerate(sweep(world, task))
  })
}

async function tolerate(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (cause) {
    if (cause instanceof Violation) throw cause
  }
}

async function sweepUnfinished(world: World, task: Task): Promise<void> {
  const { database, scheduler } = world
  const since = scheduler.now() - UNTOUCHED_MS
  const rows = await task.step('d1', 'read the unfinished', () =>
    [...database.rows.values()]
      .filter((row) => database.isOpen(row) && row.updatedAtMs < since)
      .filter((row) => row.nextAttemptAtMs === undefined || row.nextAttemptAtMs < since)
      .map((row) => ({ ...row })),
  )
  if (rows.length === 0) return
  for (const runId of new Set(rows.map((row) => row.runId))) {
    if (database.runs.get(runId)?.cancelled) await endUnstarted(world, task, runId)
  }
  for (const row of rows) if (row.leaderId) await settleFollower(world, task, row.id)
  const paying = rows.filter((row) => row.leaderId === undefined)
  if (paying.length > 0) await decideAll(world, task, paying)
}

async function decideAll(world: World, task: Task, rows: Row[]): Promise<void> {
  const ledger = ledgerOf(world, task)
  const states = new Map(
    (await ledger.states(rows.map(attemptId))).map((state) => [state.attemptId, state]),
  )
  const actions = rows.map((row) => ({ row, ...decideUnfinished(states.get(attemptId(row))) }))
  const collected = actions.filter((action) => action.do === 'collect').slice(0, MAX_COLLECTED)
  for (const { row } of collected) {
    await renderMockup(world, task, { mockupId: row.id, attempt: row.attempt })
  }
  for (const action of actions) {
    if (action.do === 'fail') await failMockup(world, task, action.row, action.failure)
  }
  const waiting = actions.flatMap((action) => (action.do === 'resend' ? [action.row] : []))
  const groups = waiting.flatMap((row) => states.get(attemptId(row))?.groupId ?? [])
  for (const groupId of new Set(groups)) await ledger.confirm(groupId)
  if (waiting.length > 0) await resend(world, task, waiting)
}

async function resend(world: World, task: Task, waiting: Row[]): Promise<void> {
  const { database, queue } = world
  await task.step('d1', 'note what is sent again', () => {
    for (const row of waiting) {
      const { status, nextAttemptAtMs } = database.rows.get(row.id) ?? row
      database.progress(row, { status, nextAttemptAtMs })
    }
  })
  await task.step('queue', `send ${waiting.length} again`, () => {
    for (const { id, attempt } of waiting) queue.send({ mockupId: id, attempt })
  })
}

/** A person cancels a run. */
export async function cancelRun(world: World, task: Task, runId: string): Promise<void> {
  const run = await task.step('d1', `cancel ${runId}`, () => {
    const found = world.database.runs.get(runId)
    if (found) found.cancelled = true
    return found
  })
  if (run) await endUnstarted(world, task, runId)
}

async function endUnstarted(world: World, task: Task, runId: string): Promise<void> {
  const { database } = world
  const ledger = ledgerOf(world, task)
  const waiting = await task.step('d1', `pending of ${runId}`, () =>
    [...database.rows.values()]
      .filter((row) => row.runId === runId && row.status === 'pending')
      .map((row) => ({ ...row })),
  )
  const ids = waiting.filter((row) => row.leaderId === undefined).map(attemptId)
  await ledger.release(ids, CANCELLED_NOTE)
  const states = await ledger.states(ids)
  const given = states.flatMap((each) => (each.state === 'voided' ? [each.attemptId] : []))
  for (const row of waiting) {
    if (row.leaderId === undefined && !given.includes(attemptId(row))) continue
    const failure = { code: 'cancelled', message: CANCELLED_NOTE, retry: 'never' } as const
    await failMockup(world, task, row, failure)
  }
}

async function runDueRetries(world: World, task: Task): Promise<void> {
  const { database, scheduler } = world
  const due = await task.step('d1', 'read due retries', () =>
    [...database.retries].flatMap(([id, retry]) => {
      const waited = retry.status === 'waiting' && (retry.nextAtMs ?? 0) <= scheduler.now()
      const lost = retry.status === 'running' && retry.leaseUntilMs < scheduler.now()
      return waited || lost ? [id] : []
    }),
  )
  for (const id of due) await tolerate(runRetry(world, task, id))
}

async function settleOldSuspects(world: World, task: Task): Promise<void> {
  const { database, scheduler } = world
  const before = scheduler.now() - SUSPECT_MS
  const old = await task.step('d1', 'read old suspects', () =>
    [...database.rows.values()]
      .filter((row) => row.failure === 'suspect' && row.updatedAtMs < before)
      .map((row) => ({ ...row })),
  )
  for (const row of old) await tolerate(countAsPaid(world, task, row))
}

/** Counts a suspect render as paid: first in the ledger, then in its row. */
export async function countAsPaid(world: World, task: Task, row: Row): Promise<void> {
  const ledger = ledgerOf(world, task)
  if ((await ledger.resolveSuspect(attemptId(row), 'post', 'Counted')) === 'not_suspect') {
    const [state] = await ledger.states([attemptId(row)])
    if (state?.state !== 'posted') {
      await task.step('d1', `${row.id} is clear`, () => world.database.clearSuspicion(row))
      return
    }
  }
  await task.step('d1', `${row.id} is lost`, () => world.database.countAsPaid(row))
}
