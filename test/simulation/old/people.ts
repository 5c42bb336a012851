import { attemptId } from '../../../src/domain/mockups/attempt-id.ts'
import { cancelRun, countAsPaid } from './cron.ts'
import type { Row } from './database.ts'
import { ledgerOf } from './ledger-client.ts'
import { type Request, requestRun } from './request-run.ts'
import type { Task } from './scheduler.ts'
import { runRetry, startAttempt } from './start-attempt.ts'
import type { World } from './world.ts'

const MAX_DEEDS = 6

/** What people do while it storms: request, press twice, cancel, decide, try again. */
export function plan(world: World, forMs: number): void {
  const { random, scheduler } = world
  const startMs = scheduler.now()
  const requests = planRequests(world)
  for (const request of requests) {
    const presses = random.chance(0.2) ? 2 : 1
    const firstMs = startMs + random.between(0, forMs / 3)
    for (let press = 0; press < presses; press++) {
      scheduler.at(firstMs + press * random.between(0, 10_000), () =>
        act(world, (task) => requestRun(world, task, request)),
      )
    }
    if (random.chance(0.15)) {
      scheduler.at(startMs + random.between(0, forMs), () =>
        act(world, (task) => cancelRun(world, task, request.runId)),
      )
    }
  }
  const deeds = random.between(0, MAX_DEEDS)
  for (let deed = 0; deed < deeds; deed++) {
    scheduler.at(startMs + random.between(0, forMs), () => doSomething(world))
  }
}

function planRequests({ random }: World): Request[] {
  let pictures = 0
  let mockups = 0
  return Array.from({ length: random.between(1, 3) }, (_, index) => ({
    runId: `run${index + 1}`,
    mockups: Array.from({ length: random.between(1, 3) }, () => {
      const shared = pictures > 0 && random.chance(0.25)
      const number = shared ? random.between(1, pictures) : ++pictures
      return { id: `mockup${++mockups}`, pictureKey: `picture${number}` }
    }),
  }))
}

function act(world: World, work: (task: Task) => Promise<unknown>): void {
  world.scheduler.spawn(world.scheduler.process('request'), work)
}

function doSomething(world: World): void {
  const { random, database, settings } = world
  if (random.chance(0.2)) settings.budget = random.between(0, 12)
  const failed = [...database.rows.values()].filter((row) => row.status === 'failed')
  const row = failed[random.between(0, failed.length - 1)]
  if (!row) return
  const seen = { ...row }
  if (seen.failure !== 'suspect') act(world, (task) => retryByHand(world, task, seen))
  else if (random.chance(0.5)) act(world, (task) => countAsPaid(world, task, seen))
  else act(world, (task) => renderAgain(world, task, seen))
}

/** Paid for and lost: whoever tries that again knows that it is paid for once more. */
async function retryByHand(world: World, task: Task, row: Row): Promise<void> {
  const held = world.ledger.audit.holds().filter((hold) => hold.mockupId === row.id)
  if (held.some((hold) => hold.state === 'posted')) {
    world.choices.set(row.id, (world.choices.get(row.id) ?? 0) + 1)
  }
  world.database.wanted.add(row.id)
  if (world.database.retries.has(row.id)) await runRetry(world, task, row.id)
  else await startAttempt(world, task, row)
}

async function renderAgain(world: World, task: Task, row: Row): Promise<void> {
  const ledger = ledgerOf(world, task)
  if ((await ledger.resolveSuspect(attemptId(row), 'void', 'Rendered again')) === 'not_suspect') {
    const [state] = await ledger.states([attemptId(row)])
    if (state?.state === 'posted') return
  }
  await task.step('d1', `${row.id} is clear`, () => world.database.clearSuspicion(row))
  await startAttempt(world, task, row)
}
