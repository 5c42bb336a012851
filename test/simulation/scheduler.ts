import { AsyncLocalStorage } from 'node:async_hooks'
import type { Chaos } from './chaos.ts'
import { createHeap, type Timed } from './heap.ts'
import type { Random } from './random.ts'
import { InjectedFault, Violation } from './violation.ts'

export type Service =
  | 'd1'
  | 'r2'
  | 'ledger'
  | 'limiter'
  | 'queue'
  | 'images'
  | 'rate'
  | 'vendor'
  | 'shop'

/** What dies as a whole: one invocation of a Worker, or one alarm of an object. */
export type Process = {
  name: string
  kind: 'person' | 'consumer' | 'cron' | 'alarm'
  userId: string | undefined
  startedMs: number
  alive: boolean
  /** Faults injected into its calls: what it answers may then be of them. */
  faults: number
  /** What it wrote, held, stored and sent, for whoever judges its answer. */
  effects: string[]
  onDeath: () => void
}

export type Step = {
  /** How long the far side takes, beside the way there and back. */
  answerMs?: number
  /** Services that must not lose a call's effect by chance, such as the vendor's own faults. */
  faultless?: boolean
  /** Rejects the call when it aborts, as the runtime's fetch does. */
  signal?: AbortSignal | undefined
  /** Shown in the trace in place of the result, where that differs each time. */
  shown?: string
}

type Event = Timed & { run: () => boolean | Promise<boolean> }
type Outcome<Result> = { value: Result } | { error: unknown }

export type Scheduler = ReturnType<typeof createScheduler>
type Parts = {
  random: Random
  chaos: Chaos
  /** Asked after every effect; throws a Violation. */
  check: (service: Service, process: Process) => void
  trace: string[] | undefined
}

const callers = new AsyncLocalStorage<Process>()
const drained = setImmediate
const RESUMED = true
const SHOWN_CHARACTERS = 240

/** Virtual time and every process in it. Nothing runs by itself: each event is taken from here. */
export function createScheduler(startMs: number, { random, chaos, check, trace }: Parts) {
  const events = createHeap<Event>()
  let nowMs = startMs
  let numbers = 0
  let kills = 0
  let steps = 0
  let hash = 0x811c9dc5
  let broken: Violation | undefined
  const alive = new Set<Process>()

  function push(atMs: number, run: Event['run']): void {
    numbers += 1
    events.push({ atMs: Math.max(atMs, nowMs), order: random.next(), number: numbers, run })
  }

  /** Does something at a time, outside every process. */
  function at(atMs: number, run: () => void): void {
    push(atMs, () => {
      run()
      return !RESUMED
    })
  }

  function note(who: string, what: string): void {
    const line = `${((nowMs - startMs) / 1_000).toFixed(3).padStart(11)} s  ${who.padEnd(20)} ${what}`
    for (let index = 0; index < line.length; index++) {
      hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193) >>> 0
    }
    trace?.push(line)
  }

  /** The process whose code is running now. */
  function caller(): Process {
    const process = callers.getStore()
    if (!process) throw new Violation('a call that no process has made')
    return process
  }

  function kill(process: Process): void {
    if (!process.alive) return
    process.alive = false
    alive.delete(process)
    kills += 1
    note(process.name, '† killed')
    process.onDeath()
  }

  /** Starts a process now; `onEnd` hears how it ended, unless it dies before. */
  function spawn(
    about: Pick<Process, 'name' | 'kind'> & { userId?: string },
    work: (process: Process) => Promise<unknown>,
    onEnd: (error: unknown) => void = () => undefined,
  ): Process {
    const process: Process = {
      userId: undefined,
      ...about,
      startedMs: nowMs,
      alive: true,
      faults: 0,
      effects: [],
      onDeath: () => undefined,
    }
    alive.add(process)
    push(nowMs, () => {
      if (!process.alive) return !RESUMED
      const finish = (error?: unknown) => {
        if (error instanceof Violation) broken ??= error
        if (!process.alive) return
        process.alive = false
        alive.delete(process)
        onEnd(error)
      }
      callers.run(process, () => {
        work(process).then(() => finish(), finish)
      })
      return RESUMED
    })
    return process
  }

  /** One call to the world: sent, done there, answered. Anything may happen in between. */
  function step<Result>(
    service: Service,
    label: string,
    effect: () => Result | Promise<Result>,
    { answerMs = 0, faultless = false, signal, shown }: Step = {},
  ): Promise<Result> {
    const process = caller()
    return new Promise<Result>((resolve, reject) => {
      let settled = false
      const settle = (atMs: number, end: () => void) =>
        push(atMs, () => {
          if (!process.alive || settled) return !RESUMED
          settled = true
          end()
          return RESUMED
        })
      signal?.addEventListener('abort', () => settle(nowMs, () => reject(signal.reason)))
      push(nowMs + chaos.latencyMs(), () => {
        if (chaos.kills()) kill(process)
        // What a dead machine had sent may still arrive.
        if (!process.alive && random.chance(0.5)) return !RESUMED
        const fault = faultless ? undefined : chaos.failure(service)
        const end = (outcome: Outcome<Result>) => {
          steps += 1
          const seen = 'error' in outcome ? undefined : shown
          note(process.name, `${service}: ${label} → ${seen ?? show(outcome)}`)
          check(service, process)
          if (chaos.kills()) kill(process)
          settle(nowMs + answerMs + chaos.latencyMs(), () => {
            if ('value' in outcome) resolve(outcome.value)
            else reject(outcome.error)
          })
          return !RESUMED
        }
        const outcome = attempt(service, process, effect, fault)
        return outcome instanceof Promise ? outcome.then(end) : end(outcome)
      })
    })
  }

  /** The effect with its fault. What takes real time is waited for: virtual time stands still. */
  function attempt<Result>(
    service: Service,
    process: Process,
    effect: () => Result | Promise<Result>,
    fault: 'before' | 'after' | undefined,
  ): Outcome<Result> | Promise<Outcome<Result>> {
    if (fault) process.faults += 1
    const error = new InjectedFault(chaos.sentence(service))
    const done = (value: Result) => (fault === 'after' ? { error } : { value })
    const failed = (cause: unknown) => {
      if (cause instanceof Violation) throw cause
      return { error: cause }
    }
    if (fault === 'before') return { error }
    try {
      // Objects find out whose call it is, and nobody else's.
      const value = callers.run(process, effect)
      return value instanceof Promise ? value.then(done, failed) : done(value)
    } catch (cause) {
      return failed(cause)
    }
  }

  /** Runs a callback of the current process later, as a timer does. */
  function later(milliseconds: number, callback: () => void): { cancel: () => void } {
    const process = caller()
    let cancelled = false
    push(nowMs + Math.max(0, milliseconds), () => {
      if (cancelled || !process.alive) return !RESUMED
      callers.run(process, callback)
      return RESUMED
    })
    return {
      cancel: () => {
        cancelled = true
      },
    }
  }

  /** Takes events in the order of their times until then, and lets time pass up to it. */
  async function runUntil(untilMs: number): Promise<void> {
    for (;;) {
      const next = events.peek()
      if (!next || next.atMs > untilMs) break
      events.pop()
      nowMs = next.atMs
      // Everything that the answer sets off runs before the next event is looked at.
      const ran = next.run()
      const resumed = ran instanceof Promise ? await ran : ran
      if (resumed) await new Promise<void>((resolve) => drained(resolve))
      if (broken) throw broken
    }
    nowMs = Math.max(nowMs, untilMs)
  }

  return {
    startMs,
    now: () => nowMs,
    at,
    note,
    kill,
    spawn,
    step,
    later,
    runUntil,
    caller,
    /** The process whose code is running, if any is. */
    findCaller: () => callers.getStore(),
    running: (): ReadonlySet<Process> => alive,
    nextEventMs: () => events.peek()?.atMs,
    figures: () => ({ kills, steps }),
    hash: () => hash.toString(16).padStart(8, '0'),
    /** Ends the history with this, at the next event. */
    fail(violation: Violation): void {
      broken ??= violation
    },
  }
}

function show(outcome: Outcome<unknown>): string {
  if ('error' in outcome) return `✗ ${outcome.error}`
  const text = JSON.stringify(outcome.value, shorten) ?? 'done'
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}

function shorten(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.length} bytes` : value
}
