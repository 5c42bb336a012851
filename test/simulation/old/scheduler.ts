import type { Chaos } from './chaos.ts'
import type { Random } from './random.ts'
import { InjectedFault, must, Violation } from './violation.ts'

/** What dies as a whole: one invocation of a Worker, or one life of an object. */
export type Process = { name: string; alive: boolean; tasks: number; onDeath: () => void }

/** Services that may fail; the vendor and the clock have faults of their own. */
export type Service = 'd1' | 'r2' | 'ledger' | 'limiter' | 'queue' | 'vendor' | 'clock'
const FAILING: readonly Service[] = ['d1', 'r2', 'ledger', 'limiter', 'queue']

export type Task = {
  process: Process
  /** One call to the world: sent, done there, answered. Anything may happen in between. */
  step<Result>(
    service: Service,
    label: string,
    effect: () => Result,
    answerMs?: number,
  ): Promise<Result>
}

type Event = { atMs: number; order: number; run: () => void | Promise<void> }
type Outcome<Result> = { value: Result } | { error: unknown }

export type Scheduler = ReturnType<typeof createScheduler>
type World = {
  random: Random
  chaos: Chaos
  /** Asked after every effect; throws a Violation. */
  check: () => void
  trace: string[] | undefined
}

const MAX_SHOWN_CHARACTERS = 240
// Far more than any way from one call to the next needs.
const MAX_TURNS = 1_000

/** Virtual time and every task in it. Nothing runs by itself: each next event is taken from here. */
export function createScheduler(startMs: number, { random, chaos, check, trace }: World) {
  const events: Event[] = []
  let nowMs = startMs
  let running = 0
  let kills = 0

  function at(atMs: number, run: Event['run']): void {
    events.push({ atMs: Math.max(atMs, nowMs), order: random.next(), run })
  }

  function note(who: string, what: string): void {
    if (!trace) return
    const passed = (nowMs - startMs) / 1_000
    trace.push(`${passed.toFixed(3).padStart(10)} s  ${who.padEnd(16)} ${what}`)
  }

  function kill(process: Process): void {
    if (!process.alive) return
    process.alive = false
    kills++
    running -= process.tasks
    process.tasks = 0
    note(process.name, '† killed')
    process.onDeath()
  }

  /** Runs a task up to its next call, or to its end. */
  async function settle(state: { busy: boolean }): Promise<void> {
    for (let turn = 0; state.busy; turn++) {
      must(turn < MAX_TURNS, () => 'a task waits for something that is not of this world')
      await null
    }
  }

  /** Starts a task now; `onEnd` hears how it ended, unless its process dies before. */
  function spawn(
    process: Process,
    work: (task: Task) => Promise<unknown>,
    onEnd: (error: unknown) => void = () => undefined,
  ): void {
    const state = { busy: true }
    process.tasks++
    running++
    at(nowMs, async () => {
      if (!process.alive) return
      let violation: Violation | undefined
      const finish = (error?: unknown) => {
        if (error instanceof Violation) violation = error
        state.busy = false
        process.tasks--
        running--
        onEnd(error)
      }
      work(createTask(process, state)).then(() => finish(), finish)
      await settle(state)
      if (violation) throw violation
    })
  }

  function createTask(process: Process, state: { busy: boolean }): Task {
    function step<Result>(
      service: Service,
      label: string,
      effect: () => Result,
      answerMs?: number,
    ): Promise<Result> {
      state.busy = false
      return new Promise<Result>((resolve, reject) => {
        at(nowMs + chaos.latencyMs(), () => {
          if (chaos.crashes()) kill(process)
          // What a dead machine had sent may still arrive.
          if (!process.alive && random.chance(0.5)) return
          const outcome = attempt(service, `${process.name} ${label}`, effect)
          note(process.name, `${service}: ${label} → ${show(outcome)}`)
          check()
          if (chaos.crashes()) kill(process)
          at(nowMs + (answerMs ?? 0) + chaos.latencyMs(), async () => {
            if (!process.alive) return
            state.busy = true
            if ('value' in outcome) resolve(outcome.value)
            else reject(outcome.error)
            await settle(state)
          })
        })
      })
    }
    return { process, step }
  }

  function attempt<Result>(service: Service, label: string, effect: () => Result): Outcome<Result> {
    const failure = FAILING.includes(service) ? chaos.failure() : undefined
    const error = new InjectedFault(`${failure} ${label}`)
    if (failure === 'before') return { error }
    try {
      const value = effect()
      return failure === 'after' ? { error } : { value }
    } catch (cause) {
      if (cause instanceof Violation) throw cause
      return { error: cause }
    }
  }

  /** Takes events in the order of their times until then, and lets time pass up to it. */
  async function runUntil(untilMs: number): Promise<void> {
    for (let next = takeNext(untilMs); next; next = takeNext(untilMs)) {
      nowMs = Math.max(nowMs, next.atMs)
      await next.run()
    }
    nowMs = Math.max(nowMs, untilMs)
  }

  function takeNext(untilMs: number): Event | undefined {
    let first: Event | undefined
    let index = -1
    for (const [position, event] of events.entries()) {
      if (event.atMs > untilMs) continue
      if (first && (event.atMs - first.atMs || event.order - first.order) > 0) continue
      first = event
      index = position
    }
    if (first) events.splice(index, 1)
    return first
  }

  return {
    now: () => nowMs,
    at,
    note,
    kill,
    spawn,
    runUntil,
    /** Tasks that have begun and not ended. */
    runningTasks: () => running,
    kills: () => kills,
    process: (name: string): Process => ({
      name,
      alive: true,
      tasks: 0,
      onDeath: () => undefined,
    }),
  }
}

function show(outcome: Outcome<unknown>): string {
  if ('error' in outcome) return `✗ ${outcome.error}`
  const text = JSON.stringify(outcome.value, shorten) ?? 'done'
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text
}

function shorten(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.length} bytes` : value
}
