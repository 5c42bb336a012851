import type { DatabaseSync } from 'node:sqlite'
import type { ShopState } from '../../sandbox/shopify/shop-state.ts'
import type { Context } from '../../src/context.ts'
import { createBucket, type Shelf } from './bindings/bucket.ts'
import { createD1 } from './bindings/d1.ts'
import { createImages } from './bindings/images.ts'
import { createObjects, type Objects } from './bindings/objects.ts'
import { createQueue, type Delivered, type WorldQueue } from './bindings/queue.ts'
import { openSqlite } from './bindings/sql.ts'
import { type Chaos, createChaos, type Troubles } from './chaos.ts'
import { double } from './double.ts'
import { installGlobals } from './globals.ts'
import { createFetch } from './outside.ts'
import { pictureOf, shownBy } from './pictures.ts'
import type { Product } from './product.ts'
import type { Verbs } from './product-facts.ts'
import { createRandom, type Random } from './random.ts'
import { createScheduler, type Process, type Scheduler } from './scheduler.ts'
import { createShop, type Shop } from './shop.ts'
import { createVendor, VENDOR_URL, type Vendor } from './vendor.ts'
import { createWatch, type Watch } from './watch.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
// The last evening of a year: a run may begin in one and end in the next.
export const START_MS = Date.UTC(2026, 11, 31, 23, 50)
const SECRET = 'simulation-secret-0123456789abcdef0123456789'

export type User = {
  id: string
  apiKey: string
  vendorKey: string
  shopDomain: string
  assetIds: string[]
  scenes: string[]
  ownSceneId: string
}

/** A world in which nothing has happened yet: every history begins with a copy of it. */
export type Foundation = {
  d1: Uint8Array
  shelf: Shelf
  limiters: ReturnType<Objects['save']>
  shops: ShopState[]
  users: User[]
}

export type World = {
  product: Product
  verbs: Verbs
  random: Random
  chaos: Chaos
  scheduler: Scheduler
  env: Env
  db: DatabaseSync
  shelf: Shelf
  ledgers: Objects
  limiters: Objects
  queues: WorldQueue[]
  vendor: Vendor
  shops: Map<string, Shop>
  users: User[]
  watch: Watch
  contextOf: (user: User, actor: 'person' | 'program') => Context
  /** Runs one invocation of the Worker, until its answer and all that it gave to waitUntil. */
  invoke: Invoke
  cron: (expression: string) => Process
  close: () => void
}

type Invoke = (
  about: Pick<Process, 'name' | 'kind'> & { userId?: string },
  work: (execution: ExecutionContext, process: Process) => Promise<unknown>,
  onEnd?: (error: unknown) => void,
) => Process

type Options = {
  seed: number
  product: Product
  verbs: Verbs
  foundation: Pick<Foundation, 'd1'> & Partial<Foundation>
  userCount: number
  startMs?: number
  /** Only these, in place of the world's own. */
  troubles?: Troubles | undefined
  firstRenderMs?: number
  trace?: string[] | undefined
  /** Of renders at once; twenty, as in production, by default. */
  consumers?: number
  /** What a render takes at the least and the most, in place of the vendor's own times. */
  renderMs?: [number, number]
}

const RENDER_QUEUE = { batch: 25, timeoutMs: 1_000, concurrency: 20, retries: 25 }
const PUBLISH_QUEUE = { batch: 5, timeoutMs: 1_000, concurrency: 5, retries: 25 }
const DEAD_QUEUE = { batch: 10, timeoutMs: 5_000, concurrency: 5, retries: 25 }

/** Everything of one history. Its globals are in force until `close`. */
export function createWorld(options: Options): World {
  const { seed, product, verbs, foundation, startMs = START_MS } = options
  const random = createRandom(seed)
  const chaos = createChaos(random, options.troubles)
  const parts = { random: createRandom(seed ^ 0x5bd1e995), chaos }
  const scheduler = createScheduler(startMs, {
    ...parts,
    check: (service, process) => watch.after(service, process),
    trace: options.trace,
  })
  const world = { ...parts, scheduler }
  const db = openSqlite(foundation.d1)
  const shelf: Shelf = new Map(foundation.shelf)
  const users = (foundation.users ?? []).slice(0, options.userCount)
  const shops = new Map(
    (foundation.shops ?? []).map((state) => [state.domain, createShop(state.domain, world, state)]),
  )

  const vendor = createVendor({
    ...world,
    readLinked: (path) => shelf.get(path.replace('/files/', ''))?.bytes,
    renderMs: options.renderMs,
    onCall: (call) => watch.vendorCalled(call),
    onCharge: (call) => watch.vendorCharged(call),
  })
  const fetch = createFetch(scheduler, vendor, shops)
  const restore = installGlobals({ scheduler, random: createRandom(seed ^ 0x27d4eb2f), fetch })

  const environment: Record<string, unknown> = {}
  const env = double<Env>(environment)
  const ledgers = createObjects(
    'ledger',
    world,
    (state) => new product.CreditLedger(state, env),
    (call) => watch.ledgerCalled(call),
  )
  const limiters = createObjects(
    'limiter',
    world,
    (state) => new product.VendorLimiter(state, env),
    () => undefined,
  )
  for (const { name, ...from } of foundation.limiters ?? []) limiters.put(name, from)

  const invoke: Invoke = (about, work, onEnd) =>
    scheduler.spawn(
      about,
      async (process) => {
        const more: Promise<unknown>[] = []
        const execution = double<ExecutionContext>({
          waitUntil: (promise: Promise<unknown>) => void more.push(promise.catch(() => undefined)),
          passThroughOnException: () => undefined,
        })
        await work(execution, process)
        for (let done = 0; done < more.length; done++) await more[done]
      },
      onEnd,
    )

  const deliver = (queue: string, messages: Delivered[], onEnd: (failed: boolean) => void) =>
    invoke(
      { name: `${queue} ${messages[0]?.id.split('-').at(-1)}`, kind: 'consumer' },
      async (execution) => {
        const batch = double<MessageBatch>({ queue, messages })
        await product.consume(batch, env, execution)
      },
      (error) => onEnd(error !== undefined),
    )
  const queueOf = (name: string, how: typeof RENDER_QUEUE, dead?: WorldQueue) =>
    createQueue(name, world, how, deliver, dead)
  const deadRenders = queueOf('mockup-renders-dead', DEAD_QUEUE)
  const deadTasks = queueOf('shopify-publishing-dead', DEAD_QUEUE)
  const deadJobs = queueOf('jobs-dead', DEAD_QUEUE)
  const { consumers = RENDER_QUEUE.concurrency } = options
  const how = { ...RENDER_QUEUE, concurrency: consumers }
  const renders = queueOf('mockup-renders', how, deadRenders)
  const tasks = queueOf('shopify-publishing', PUBLISH_QUEUE, deadTasks)
  const jobs = queueOf('jobs', PUBLISH_QUEUE, deadJobs)

  const watch = createWatch({
    db,
    shelf,
    scheduler,
    chaos,
    vendor,
    ledgers,
    shops,
    users,
    firstRenderMs: options.firstRenderMs ?? MINUTE_MS,
  })
  Object.assign(environment, {
    DB: createD1(db, scheduler, (text) => watch.wrote(text)),
    FILES: createBucket(shelf, scheduler),
    IMAGES: createImages(scheduler, (source) => pictureOf(shownBy(source) ?? 'nothing')),
    MOCKUP_RENDERS: renders.binding,
    SHOPIFY_PUBLISHING: tasks.binding,
    JOBS: jobs.binding,
    CREDIT_LEDGER: ledgers.namespace,
    VENDOR_LIMITER: limiters.namespace,
    API_RATE: { limit: () => scheduler.step('rate', 'limit', () => ({ success: true })) },
    DYNAMIC_MOCKUPS_API_URL: VENDOR_URL,
    SHOPIFY_API_ORIGIN: 'https://{shop}',
    OUTBOUND_HOSTS: '',
    // With an address of its own the hub sends links, else files.
    PUBLIC_URL: random.chance(0.7) ? 'https://hub.example' : '',
    SIGN_UP: 'closed',
    RENDER_TIMEOUT_SECONDS: '10',
    AUTH_SECRET: SECRET,
    CREDENTIALS_SECRET: SECRET,
    LINKS_SECRET: SECRET,
  })

  return {
    product,
    verbs,
    random,
    chaos,
    scheduler,
    env,
    db,
    shelf,
    ledgers,
    limiters,
    queues: [renders, tasks, jobs, deadRenders, deadTasks, deadJobs],
    vendor,
    shops,
    users,
    watch,
    invoke,
    contextOf(user, kind) {
      const actor =
        kind === 'person'
          ? ({ kind: 'user', userId: user.id, name: 'Owner', email: 'owner@example.com' } as const)
          : ({ kind: 'system', job: 'simulation' } as const)
      const base = product.createBaseContext(env, {
        requestId: 'simulation',
        origin: 'http://localhost:8787',
        waitUntil: () => undefined,
      })
      return product.forUser(base, user.id, actor)
    },
    cron: (expression) =>
      invoke({ name: `cron ${expression.slice(0, 4)}`, kind: 'cron' }, async (execution) => {
        const controller = double<ScheduledController>({
          cron: expression,
          scheduledTime: scheduler.now(),
        })
        await product.runSchedule(controller, env, execution)
      }),
    close() {
      restore()
      db.close()
      ledgers.close()
      limiters.close()
    },
  }
}
