import { startCron } from './cron.ts'
import { checkAlways, checkAtRest } from './invariants.ts'
import { plan } from './people.ts'
import { NO_BUG, type PlantedBug } from './planted-bugs.ts'
import { must, Violation } from './violation.ts'
import { createWorld, type World } from './world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
// Five further attempts and what a lost consumer holds take a few hours; far more is never.
const MAX_CALM_ROUNDS = 120

export type Figures = {
  mockups: number
  completed: number
  calls: number
  charged: number
  kills: number
  suspects: number
  reservedAnew: number
}
export type Result = { violation: string | undefined; figures: Figures }

/** One history: a storm of faults, calm until all is at rest, and a day for what waits that long. */
export async function simulate(
  seed: number,
  { bug = NO_BUG, trace }: { bug?: PlantedBug; trace?: string[] } = {},
): Promise<Result> {
  const world = createWorld({ seed, bug, trace }, checkAlways)
  try {
    await storm(world)
    await calm(world)
    await pass(world, 31 * HOUR_MS)
    for (let round = 0; round < 3; round++) {
      startCron(world)
      await pass(world, MINUTE_MS)
    }
    await pass(world, 4 * HOUR_MS)
    checkAtRest(world)
    return { violation: undefined, figures: figuresOf(world) }
  } catch (cause) {
    if (!(cause instanceof Violation)) throw cause
    trace?.push(`✗ ${cause.message}`)
    return { violation: cause.message, figures: figuresOf(world) }
  } finally {
    world.ledger.close()
  }
}

function pass(world: World, milliseconds: number): Promise<void> {
  return world.scheduler.runUntil(world.scheduler.now() + milliseconds)
}

async function storm(world: World): Promise<void> {
  const { chaos, random } = world
  const minutes = random.between(2, 14)
  plan(world, minutes * MINUTE_MS)
  for (let minute = 0; minute < minutes; minute++) {
    const runs = chaos.chance(0.2) ? random.pick([0, 2]) : 1
    for (let run = 0; run < runs; run++) startCron(world)
    await pass(world, MINUTE_MS)
  }
  // Sometimes nothing sweeps for so long that every hold has expired.
  if (chaos.chance(0.1)) await pass(world, 26 * HOUR_MS)
  chaos.stop()
}

/** Faults have stopped: every minute the cron, or straight to the next retry where all else rests. */
async function calm(world: World): Promise<void> {
  for (let round = 0; !isQuiet(world); round++) {
    must(round < MAX_CALM_ROUNDS, () => `I7: no rest after ${round} rounds: ${unrest(world)}`)
    startCron(world)
    await pass(world, MINUTE_MS)
    const next = nextRetryMs(world)
    if (next !== undefined && !isAtWork(world)) {
      await world.scheduler.runUntil(Math.max(world.scheduler.now(), next + 1))
    }
  }
}

function isAtWork({ database, scheduler }: World): boolean {
  return [...database.rows.values()].some(database.isOpen) || scheduler.runningTasks() > 0
}

function isQuiet(world: World): boolean {
  return !isAtWork(world) && nextRetryMs(world) === undefined
}

function nextRetryMs({ database }: World): number | undefined {
  const due = [...database.retries.values()].flatMap((retry) => {
    if (retry.status === 'running') return [retry.leaseUntilMs]
    return retry.status === 'waiting' ? [retry.nextAtMs ?? 0] : []
  })
  return due.length > 0 ? Math.min(...due) : undefined
}

function unrest({ database, queue, scheduler }: World): string {
  const open = [...database.rows.values()].filter(database.isOpen).map((row) => row.id)
  const tasks = scheduler.runningTasks()
  return `open ${open.join(', ') || 'none'}, ${queue.unacked()} messages, ${tasks} tasks`
}

function figuresOf({ database, ledger, scheduler, vendor }: World): Figures {
  const rows = [...database.rows.values()]
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
  return {
    mockups: rows.length,
    completed: rows.filter((row) => row.status === 'completed').length,
    calls: sum(vendor.calls),
    charged: sum(vendor.charges),
    kills: scheduler.kills(),
    suspects: ledger.audit.suspects(),
    reservedAnew: ledger.audit.holds().filter((hold) => hold.round > 1).length,
  }
}
