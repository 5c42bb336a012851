import type { Chaos } from './chaos.ts'
import type { Scheduler } from './scheduler.ts'

export type Alarm = ReturnType<typeof createAlarm>

const RUN_AGAIN_MS = 2_000
const WHILE_RUNNING_MS = 1_000

/** An object's one alarm: fires at its time or late, now and then twice, never beside itself. */
export function createAlarm(scheduler: Scheduler, chaos: Chaos, run: () => void) {
  let dueMs: number | undefined
  let running = false

  function set(atMs: number): void {
    if (dueMs === atMs) return
    dueMs = atMs
    scheduler.at(atMs + chaos.alarmLatenessMs(), () => fire(atMs))
  }

  function fire(atMs: number): void {
    if (dueMs !== atMs) return
    if (running) {
      scheduler.at(scheduler.now() + WHILE_RUNNING_MS, () => fire(atMs))
      return
    }
    dueMs = undefined
    start()
    if (chaos.chance(0.1)) scheduler.at(scheduler.now() + RUN_AGAIN_MS, start)
  }

  function start(): void {
    if (running) return
    running = true
    run()
  }

  return {
    set,
    clear: () => {
      dueMs = undefined
    },
    dueMs: () => dueMs,
    isRunning: () => running,
    finished: () => {
      running = false
    },
    /** Its object died under it: the platform runs it again. */
    failed: () => {
      running = false
      if (dueMs === undefined) set(scheduler.now() + RUN_AGAIN_MS)
    },
  }
}
