import { afterAll, expect, it } from 'vitest'
import { createBucket } from '../bindings/bucket.ts'
import { createD1 } from '../bindings/d1.ts'
import { createQueue, type Delivered } from '../bindings/queue.ts'
import { openSqlite } from '../bindings/sql.ts'
import { createStorage, newKept } from '../bindings/storage.ts'
import { createChaos } from '../chaos.ts'
import { double } from '../double.ts'
import { createRandom } from '../random.ts'
import { createScheduler } from '../scheduler.ts'
import { type Bindings, CALLS, type Consume } from './calls.ts'

const HOUR_MS = 60 * 60_000
// The runtime is asked without a pause; here each call takes its time.
const TIME_OF_A_CALL_MS = HOUR_MS

const random = createRandom(1)
const chaos = createChaos(random)
const scheduler = createScheduler(Date.UTC(2026, 0, 1), {
  random,
  chaos,
  check: () => undefined,
  trace: undefined,
})
const db = openSqlite()
const kept = newKept()
const bindings: Bindings = {
  db: createD1(db, scheduler, () => undefined),
  bucket: createBucket(new Map(), scheduler),
  inObject: async (work) => work(createStorage(kept, () => undefined)),
  deliver,
}

afterAll(() => {
  db.close()
  kept.db.close()
})

it.each(CALLS)('$name', async ({ call, expected }) => {
  expect(plain(await finish(() => call(bindings)))).toEqual(expected)
})

/** Runs something as a process of the world, to its end. */
async function finish(work: () => Promise<unknown>): Promise<unknown> {
  let [result, failed]: unknown[] = []
  scheduler.spawn(
    { name: 'contract', kind: 'person' },
    async () => {
      result = await work()
    },
    (error) => {
      failed = error
    },
  )
  await scheduler.runUntil(scheduler.now() + TIME_OF_A_CALL_MS)
  if (failed) throw failed
  return result
}

/** Deliveries go on by themselves while the caller waits; whoever is seen twice came back. */
async function deliver(consume: Consume): Promise<string[]> {
  const seen: string[] = []
  const names = new Map<string, string>()
  let first = true
  const queue = createQueue(
    'contract',
    { scheduler, random, chaos },
    { batch: 3, timeoutMs: 1_000, concurrency: 1, retries: 3 },
    (_name, messages, onEnd) =>
      scheduler.spawn(
        { name: 'consumer', kind: 'consumer' },
        async () => {
          const named = messages.map((message) => ({ ...message, id: nameOf(names, message) }))
          if (!first) seen.push(...named.map((message) => message.id))
          if (first) await consume(double<MessageBatch>({ queue: 'contract', messages: named }))
          for (const message of first ? [] : messages) message.ack()
          first = false
        },
        (error) => {
          first = false
          onEnd(error !== undefined)
        },
      ),
  )
  for (const body of ['a', 'b', 'c']) queue.accept(body)
  await new Promise<void>((resolve) => void scheduler.later(HOUR_MS / 2, resolve))
  return seen.sort()
}

function nameOf(names: Map<string, string>, { id, body }: Delivered): string {
  const name = names.get(id) ?? String(body)
  names.set(id, name)
  return name
}

/** Rows of node:sqlite have no prototype; what is compared is what they hold. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
