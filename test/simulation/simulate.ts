import { checkAtRest, checkNothingHeld } from './at-rest.ts'
import type { Troubles } from './chaos.ts'
import { layFoundation } from './foundation.ts'
import { type Density, plan } from './people.ts'
import { loadProduct, type Product, SOURCE } from './product.ts'
import { isStored, loadVerbs, readProducts, readRetries, type Verbs } from './product-facts.ts'
import { planShops, reconnectShops } from './shopkeepers.ts'
import { must, Violation } from './violation.ts'
import type { Finding } from './watch.ts'
import { createWorld, type Foundation, HOUR_MS, MINUTE_MS, type World } from './world.ts'

// Five further attempts and what a lost consumer holds take a few hours; far more is never.
const MAX_CALM_ROUNDS = 200
const SUSPECTS_SETTLED_MS = 31 * HOUR_MS
/** What was claimed and never written has expired, and the sweep has seen the rest. */
const CLAIMS_GONE_MINUTES = 8
/** An alarm that was set while alarms are late comes no later than this. */
const LATEST_ALARM_MS = 3 * HOUR_MS + MINUTE_MS

export type Figures = {
  mockups: number
  stored: number
  calls: number
  charged: number
  kills: number
  steps: number
  atShop: number
}
export type History = {
  violation: string | undefined
  findings: readonly Finding[]
  figures: Figures
  hash: string
}
type Options = {
  density?: Density
  trace?: string[]
  /** Whether some histories use the API, which loads every page too. */
  withApi?: boolean
  /** Only these troubles, in place of each world's own. */
  troubles?: Troubles | undefined
}
export type Simulation = (seed: number, options?: Options) => Promise<History>

/** Loads the product and lays the foundation once; what comes back runs one history a call. */
export async function prepareSimulation(root: URL = SOURCE): Promise<Simulation> {
  const prepared = await prepare(root)
  return (seed, options) => simulate(prepared, seed, options)
}

export async function prepare(root: URL = SOURCE): Promise<Prepared> {
  const product = await loadProduct(root)
  const verbs = await loadVerbs(product)
  return { product, verbs, foundation: await layFoundation(product, verbs) }
}

export type Prepared = { product: Product; verbs: Verbs; foundation: Foundation }

/** One history: a storm of faults, calm until all is at rest, and a day for what waits that long. */
async function simulate(
  prepared: Prepared,
  seed: number,
  { density = 'small', trace, withApi = true, troubles }: Options = {},
): Promise<History> {
  const userCount = density === 'shops' ? 1 : 2 + (seed % (density === 'full' ? 3 : 2))
  const world = createWorld({ seed, ...prepared, userCount, trace, troubles })
  const end = (violation: string | undefined): History => ({
    violation,
    findings: world.watch.findings(),
    figures: figuresOf(world),
    hash: world.scheduler.hash(),
  })
  try {
    await storm(world, density, withApi)
    await calm(world)
    await sweepFor(world, CLAIMS_GONE_MINUTES)
    await pass(world, LATEST_ALARM_MS)
    checkNothingHeld(world)
    await pass(world, SUSPECTS_SETTLED_MS)
    await sweepFor(world, 3)
    await calm(world)
    await pass(world, 4 * HOUR_MS)
    await checkAtRest(world)
    return end(undefined)
  } catch (cause) {
    if (!(cause instanceof Violation)) throw cause
    trace?.push(`✗ ${cause.message}`)
    return end(cause.message)
  } finally {
    world.close()
  }
}

async function sweepFor(world: World, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    world.cron('* * * * *')
    world.cron('*/10 * * * *')
    await pass(world, MINUTE_MS)
  }
}

function pass({ scheduler }: World, milliseconds: number): Promise<void> {
  return scheduler.runUntil(scheduler.now() + milliseconds)
}

async function storm(world: World, density: Density, withApi: boolean): Promise<void> {
  const { chaos, random } = world
  const minutes = density === 'full' ? random.between(3, 14) : random.between(2, 7)
  world.scheduler.note('world', `troubles: ${chaos.kinds.join(', ') || 'none'}`)
  const forMs = minutes * MINUTE_MS
  if (density === 'shops') planShops(world, forMs)
  else await plan(world, { density, withApi, forMs })
  chaos.start()
  for (let minute = 0; minute < minutes; minute++) {
    const runs = chaos.chance('crons are missed', 0.4) ? random.pick([0, 2]) : 1
    for (let run = 0; run < runs; run++) world.cron('* * * * *')
    if (minute % 10 === 0) world.cron('*/10 * * * *')
    await pass(world, MINUTE_MS)
  }
  // Sometimes nothing sweeps for so long that every hold has expired.
  if (chaos.chance('crons are missed', density === 'shops' ? 0.05 : 0.3)) {
    await pass(world, 26 * HOUR_MS)
  }
  chaos.stop()
}

/** Faults have stopped: every minute the cron, or straight to the next retry where all else rests. */
async function calm(world: World): Promise<void> {
  for (let round = 0; isAtWork(world) || nextRetryMs(world) !== undefined; round++) {
    must(round < MAX_CALM_ROUNDS, () => `I7: no rest after ${round} rounds: ${unrest(world)}`)
    if (round % 5 === 0) reconnectShops(world)
    world.cron('* * * * *')
    if (round % 10 === 9) world.cron('*/10 * * * *')
    await pass(world, MINUTE_MS)
    const next = nextRetryMs(world)
    if (next !== undefined && !isAtWork(world)) {
      await world.scheduler.runUntil(Math.max(world.scheduler.now(), next + 1))
    }
  }
}

function isAtWork({ scheduler, watch, queues, db }: World): boolean {
  return (
    watch.openSince().size > 0 ||
    scheduler.running().size > 0 ||
    queues.some((queue) => queue.open() > 0) ||
    readProducts(db).some(isUnderWay)
  )
}

const isUnderWay = ({ publishing }: { publishing: string }) =>
  publishing === 'queued' || publishing === 'publishing' || publishing === 'retiring'

function nextRetryMs({ db }: World): number | undefined {
  const due = readRetries(db).flatMap((retry) => {
    if (retry.status === 'running') return [retry.leaseMs ?? 0]
    return retry.status === 'waiting' ? [retry.nextMs ?? 0] : []
  })
  return due.length > 0 ? Math.min(...due) : undefined
}

function unrest({ watch, queues, scheduler }: World): string {
  const open = [...watch.openSince().keys()].join(', ') || 'none'
  const messages = queues.reduce((sum, queue) => sum + queue.open(), 0)
  const running = [...scheduler.running()].map((process) => process.name).join(', ') || 'none'
  return `open ${open}, ${messages} messages, running ${running}`
}

function figuresOf(world: World): Figures {
  const { vendor, scheduler, shops, watch } = world
  const { kills, steps } = scheduler.figures()
  return {
    mockups: watch.mockups().length,
    stored: watch.mockups().filter(isStored).length,
    calls: vendor.calls.length,
    charged: vendor.calls.filter((call) => call.charged).length,
    kills,
    steps,
    atShop: [...shops.values()].reduce((sum, { state }) => sum + state.products.length, 0),
  }
}
