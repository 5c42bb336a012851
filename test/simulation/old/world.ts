import { type LimiterState, NEW_LIMITER } from '../../../src/limiter/core.ts'
import { type Chaos, createChaos } from './chaos.ts'
import { createDatabase, type Database } from './database.ts'
import { createLedgerObject, type LedgerObject } from './ledger-object.ts'
import type { PlantedBug } from './planted-bugs.ts'
import { createQueue, type Queue } from './queue.ts'
import { createRandom, type Random } from './random.ts'
import { abandonRender, renderMockup } from './render-mockup.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { createVendor, type Vendor } from './vendor.ts'

export type World = {
  random: Random
  chaos: Chaos
  scheduler: Scheduler
  bug: PlantedBug
  ledger: LedgerObject
  database: Database
  /** The bucket: whose picture lies at whose key, and how often it was written. */
  pictures: Map<string, { of: string; puts: number }>
  vendor: Vendor
  queue: Queue
  limiter: { state: LimiterState }
  settings: { budget: number }
  /** Times a person chose to pay for a mockup again. */
  choices: Map<string, number>
}

// The last evening of a year: a run may begin in one and end in the next.
const START_MS = Date.UTC(2026, 11, 31, 23, 50)

type Options = { seed: number; bug: PlantedBug; trace: string[] | undefined }

export function createWorld({ seed, bug, trace }: Options, check: (world: World) => void): World {
  const random = createRandom(seed)
  const chaos = createChaos(random)
  const scheduler = createScheduler(START_MS, { random, chaos, trace, check: () => check(world) })
  const database = createDatabase(scheduler.now, random, bug.appendsReports === true)
  const insertReport = database.insertReports
  const world: World = {
    random,
    chaos,
    scheduler,
    bug,
    ledger: createLedgerObject({ scheduler, chaos, bug, insertReport }),
    database,
    pictures: new Map(),
    vendor: createVendor(scheduler, random, chaos),
    queue: createQueue(
      scheduler,
      random,
      chaos,
      {
        render: (task, body) => renderMockup(world, task, body),
        deadLetter: (task, body) => abandonRender(world, task, body),
      },
      bug.acksFirst === true,
    ),
    limiter: { state: NEW_LIMITER },
    settings: { budget: random.between(2, 12) },
    choices: new Map(),
  }
  return world
}
