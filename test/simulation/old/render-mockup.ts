import type { WaitReason } from '../../../src/db/schema/mockups.ts'
import { attemptId } from '../../../src/domain/mockups/attempt-id.ts'
import {
  CANCELLED_NOTE,
  type RenderPorts,
  renderOne,
} from '../../../src/domain/rendering/render-one.ts'
import { DYNAMIC_MOCKUPS_RATE, report, take } from '../../../src/limiter/core.ts'
import type { Row } from './database.ts'
import { failMockup, recordMockup } from './end-mockup.ts'
import { ledgerOf } from './ledger-client.ts'
import type { Body } from './queue.ts'
import type { Task } from './scheduler.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

const GIVEN_UP = 'The hub could not work on this mockup'

/** What a consumer does with a message: the ports of this world, and the real renderOne. */
export async function renderMockup(world: World, task: Task, body: Body): Promise<void> {
  const { database } = world
  const job = await task.step('d1', `load ${body.mockupId}`, () => {
    const found = database.load(body.mockupId)
    return found && { row: found, run: { ...database.runs.get(found.runId) } }
  })
  if (!job || job.row.attempt !== body.attempt || !database.isOpen(job.row)) return
  const { row, run } = job
  if (run.cancelled && body.attempt === 1) {
    await ledgerOf(world, task).release([attemptId(row)], CANCELLED_NOTE)
  }
  const ports = createPorts(world, task, row)
  await renderOne(world.bug.ports?.(ports) ?? ports)
}

/** What the dead-letter consumer does. */
export async function abandonRender(world: World, task: Task, body: Body): Promise<void> {
  const { database } = world
  const row = await task.step('d1', `load ${body.mockupId}`, () => database.load(body.mockupId))
  if (!row || row.attempt !== body.attempt) return
  const { released } = await ledgerOf(world, task).release([attemptId(row)], GIVEN_UP)
  if (released.length === 0) return
  await failMockup(world, task, row, { code: 'lost', message: GIVEN_UP, retry: 'later' })
}

function createPorts(world: World, task: Task, row: Row): RenderPorts {
  const attempt = attemptId(row)
  const ledger = ledgerOf(world, task)
  const { scheduler, random, limiter } = world
  return {
    now: scheduler.now,
    random: random.next,
    sleep: (milliseconds) => task.step('clock', 'sleep', () => undefined, milliseconds),
    ledger: {
      begin: () => ledger.begin(attempt),
      callStarted: (token) => ledger.callStarted(attempt, token),
      charged: (token, exportUrl) => ledger.charged(attempt, token, exportUrl),
      notCharged: (token, end, note) => ledger.notCharged(attempt, token, end, note),
      unknown: (token, note) => ledger.unknown(attempt, token, note),
    },
    limiter: {
      take: () =>
        task.step('limiter', 'take', () => {
          const { permit, state } = take(limiter.state, DYNAMIC_MOCKUPS_RATE, scheduler.now())
          limiter.state = state
          return permit
        }),
      report: (outcome) =>
        task.step('limiter', `report ${outcome.kind}`, () => {
          limiter.state = report(limiter.state, outcome, scheduler.now())
        }),
    },
    ...vendorPorts(world, task, row),
    ...recordPorts(world, task, row),
  }
}

function vendorPorts({ vendor, chaos }: World, task: Task, row: Row) {
  return {
    probe: () => vendor.probe(task),
    prepare: () =>
      task.step('vendor', 'prepare', () => {
        if (chaos.chance(0.02)) return 'unreachable' as const
        if (chaos.chance(0.01)) {
          const message = 'The template has no smart object artwork.'
          return { failure: { code: 'vendor', message, retry: 'by_hand' } } as const
        }
        return { ready: { call: () => vendor.call(task, row.id) } }
      }),
    download: (exportUrl: string) => vendor.download(task, row.id, exportUrl),
  } satisfies Partial<RenderPorts>
}

function recordPorts(world: World, task: Task, row: Row) {
  const { database, scheduler, queue } = world
  const delay = (milliseconds: number) =>
    task.step('queue', `send ${attemptId(row)} in ${milliseconds} ms`, () =>
      queue.send({ mockupId: row.id, attempt: row.attempt }, milliseconds),
    )
  const progress = (change: Parameters<typeof database.progress>[1]) =>
    task.step('d1', `${row.id} is ${change.status}`, () => database.progress(row, change))
  return {
    isStored: () => task.step('r2', `head ${row.id}`, () => world.pictures.has(row.id)),
    store: (bytes: Uint8Array) =>
      task.step('r2', `put ${row.id}`, () => putOnce(world, row.id, bytes)),
    markGenerating: () => progress({ status: 'generating', nextAttemptAtMs: undefined }),
    record: () => recordMockup(world, task, row),
    fail: (failure) => failMockup(world, task, row, failure),
    park: (reason) => parkWork(world, task, row, reason),
    async wait(milliseconds: number, _reason: WaitReason) {
      const nextAttemptAtMs = scheduler.now() + milliseconds
      await progress({ status: 'pending', nextAttemptAtMs })
      await delay(milliseconds)
    },
    comeBack: delay,
  } satisfies Partial<RenderPorts>
}

/** I6: an object is written once, with its own mockup's picture. */
function putOnce({ pictures }: World, mockupId: string, bytes: Uint8Array): 'stored' {
  if (pictures.has(mockupId)) return 'stored'
  const of = new TextDecoder().decode(bytes)
  must(of === mockupId, () => `I6: the picture of ${of} was put at the key of ${mockupId}`)
  pictures.set(mockupId, { of, puts: 1 })
  return 'stored'
}

async function parkWork(world: World, task: Task, first: Row, reason: string): Promise<void> {
  const { database } = world
  const failure = { code: 'parked', message: reason, retry: 'by_hand' } as const
  await task.step('d1', 'mark the integration', () => undefined)
  await failMockup(world, task, first, failure)
  const waiting = await task.step('d1', 'read what waits', () =>
    [...database.rows.values()]
      .filter((row) => row.status === 'pending')
      .map((row) => ({ ...row })),
  )
  if (waiting.length === 0) return
  const { released } = await ledgerOf(world, task).release(waiting.map(attemptId), reason)
  for (const row of waiting) {
    if (released.includes(attemptId(row))) await failMockup(world, task, row, failure)
  }
}
