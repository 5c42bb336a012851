import type { Chaos } from '../chaos.ts'
import { double } from '../double.ts'
import type { Random } from '../random.ts'
import type { Process, Scheduler } from '../scheduler.ts'

type Message = { id: string; body: unknown; deliveries: number }
/** A message as a consumer holds it, and what it says of it. */
export type Delivered = {
  id: string
  body: unknown
  attempts: number
  ack: () => void
  retry: (options?: { delaySeconds?: number }) => void
}
type Options = { batch: number; timeoutMs: number; concurrency: number; retries: number }
type Parts = { scheduler: Scheduler; random: Random; chaos: Chaos }

/** A message that its consumer never spoke of comes back after this. */
const INVISIBLE_MS = 30_000

export type WorldQueue = ReturnType<typeof createQueue>

/**
 * A queue: batches of so many, several consumers at once, redelivery of what was neither
 * acknowledged nor returned, and a dead-letter queue after the last delivery. Loses and doubles
 * messages where the world has such trouble.
 */
export function createQueue(
  name: string,
  { scheduler, random, chaos }: Parts,
  { batch, timeoutMs, concurrency, retries }: Options,
  deliver: (queue: string, messages: Delivered[], onEnd: (failed: boolean) => void) => Process,
  dead?: { accept: (body: unknown) => void },
) {
  const ready: Message[] = []
  let delayed = 0
  let busy = 0
  let timer = false
  let ids = 0
  let losing = false

  function accept(body: unknown, delaySeconds = 0): void {
    if (losing || chance('messages are lost', 0.15)) {
      scheduler.note(name, 'a message is lost')
      return
    }
    enqueue({ id: `${name}-${++ids}`, body, deliveries: 0 }, delaySeconds * 1_000)
    if (chance('messages come twice', 0.2)) {
      const again = { id: `${name}-${++ids}`, body, deliveries: 0 }
      enqueue(again, delaySeconds * 1_000 + random.between(0, 40_000))
    }
  }

  const chance = chaos.chance

  function enqueue(message: Message, delayMs: number): void {
    delayed += 1
    scheduler.at(scheduler.now() + delayMs + random.between(1, 300), () => {
      delayed -= 1
      // Out of order: wherever it falls among those that wait.
      ready.splice(random.between(0, ready.length), 0, message)
      pump()
    })
  }

  function pump(): void {
    while (ready.length >= batch && busy < concurrency) start()
    if (ready.length === 0 || timer) return
    timer = true
    scheduler.at(scheduler.now() + timeoutMs, () => {
      timer = false
      while (ready.length > 0 && busy < concurrency) start()
    })
  }

  function start(): void {
    const messages = ready.splice(0, batch)
    busy += 1
    const open = new Map(messages.map((message) => [message.id, message]))
    const end = (message: Message, returned: boolean, delayMs: number) => {
      if (!open.delete(message.id)) return
      if (returned) giveBack(message, delayMs)
    }
    const delivered = messages.map((message) => {
      message.deliveries += 1
      return {
        id: message.id,
        body: structuredClone(message.body),
        attempts: message.deliveries,
        ack: () => end(message, false, 0),
        retry: ({ delaySeconds = 0 } = {}) => end(message, true, delaySeconds * 1_000),
      }
    })
    const finish = (lost: boolean) => {
      busy -= 1
      // Nothing said and nothing thrown counts as done.
      for (const message of [...open.values()]) end(message, lost, INVISIBLE_MS)
      pump()
    }
    const process = deliver(name, delivered, finish)
    process.onDeath = () => finish(true)
  }

  function giveBack(message: Message, delayMs: number): void {
    if (message.deliveries <= retries) {
      enqueue(message, delayMs)
      return
    }
    scheduler.note(name, `${message.id} is dead`)
    dead?.accept(message.body)
  }

  const send = (bodies: { body: unknown; delaySeconds?: number }[]) => {
    const copies = structuredClone(bodies)
    return scheduler.step('queue', `${name} takes ${copies.length}`, () => {
      const caller = scheduler.findCaller()
      for (const { body, delaySeconds } of copies) {
        caller?.effects.push(`queue ${name}`)
        accept(body, delaySeconds)
      }
    })
  }

  return {
    accept,
    /** Loses whatever is sent from now on, until told otherwise. */
    lose(on: boolean) {
      losing = on
    },
    /** Messages that are not done. */
    open: () => ready.length + delayed + busy,
    binding: double<Queue>({
      send: (body: unknown, options: { delaySeconds?: number } = {}) =>
        send([{ body, ...options }]),
      sendBatch: (messages: { body: unknown; delaySeconds?: number }[]) => send([...messages]),
    }),
  }
}
