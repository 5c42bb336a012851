import type { Chaos } from './chaos.ts'
import type { Random } from './random.ts'
import type { Scheduler, Task } from './scheduler.ts'

export type Body = { mockupId: string; attempt: number }
type Message = { id: number; body: Body; failures: number; acked: boolean }
type Consumers = {
  render: (task: Task, body: Body) => Promise<unknown>
  deadLetter: (task: Task, body: Body) => Promise<unknown>
}

const BATCH_MESSAGES = 5
const RETRY_AFTER_MS = 15_000
const LOST_CONSUMER_MS = 30_000
const LATE_MS = 5 * 60_000
/** Longer than a credit is held. */
const LATEST_MS = 30 * 60 * 60_000

export type Queue = ReturnType<typeof createQueue>

/** A queue that delivers at least once, in any order, late, twice at once; or loses a message. */
export function createQueue(
  scheduler: Scheduler,
  random: Random,
  chaos: Chaos,
  consumers: Consumers,
  acksFirst: boolean,
) {
  const waiting = new Set<Message>()
  const unacked = new Set<Message>()
  // In some worlds hardly a message arrives, and the sweep does the work.
  const lostShare = random.pick([0.03, 0.03, 0.4])
  const maxFailures = random.pick([3, 25])
  let invocations = 0
  let sent = 0

  function send(body: Body, delayMs = 0): void {
    if (chaos.chance(lostShare)) {
      scheduler.note('queue', `loses ${show(body)}`)
      return
    }
    const copies = chaos.chance(0.08) ? random.between(2, 5) : 1
    for (let copy = 0; copy < copies; copy++) {
      const message = { id: ++sent, body, failures: 0, acked: false }
      unacked.add(message)
      offer(message, delayMs)
    }
  }

  function offer(message: Message, delayMs: number): void {
    const longestMs = chaos.chance(0.1) ? LATEST_MS : LATE_MS
    const lateMs = chaos.chance(0.05) ? random.between(1_000, longestMs) : 0
    scheduler.at(scheduler.now() + delayMs + lateMs + random.between(0, 1_000), () => {
      if (message.acked) return
      waiting.add(message)
      // Others that come within a moment travel in the same batch.
      scheduler.at(scheduler.now() + random.between(0, 1_000), deliver)
    })
  }

  function deliver(): void {
    const batch = [...waiting].slice(0, BATCH_MESSAGES)
    if (batch.length === 0) return
    const process = scheduler.process(`consumer ${++invocations}`)
    const open = new Set(batch)
    process.onDeath = () => {
      for (const message of open) offer(message, LOST_CONSUMER_MS)
    }
    for (const message of batch) {
      waiting.delete(message)
      if (acksFirst) ack(message)
      // At least once: the same message may be at a second consumer before the first is done.
      if (chaos.chance(0.04)) offer(message, random.between(0, 5_000))
      scheduler.note(process.name, `receives ${show(message.body)}`)
      const consume = message.failures < maxFailures ? consumers.render : consumers.deadLetter
      scheduler.spawn(
        process,
        (task) => consume(task, message.body),
        (error) => {
          open.delete(message)
          if (error === undefined && !chaos.chance(0.02)) return ack(message)
          if (error !== undefined) message.failures++
          offer(message, RETRY_AFTER_MS)
        },
      )
    }
  }

  function ack(message: Message): void {
    message.acked = true
    unacked.delete(message)
  }

  return { send, unacked: () => unacked.size }
}

function show({ mockupId, attempt }: Body): string {
  return `${mockupId}.${attempt}`
}
