import { deliver, fireAlarm, passTime, runCron, type Stage, takeSent } from './stage.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

const EACH_MINUTE = '* * * * *'
const EVERY_SWEEP = 'every sweep'

type Span = {
  forMs: number
  stepMs?: number
  /** The sweeps of each ten minutes too, not only those of each minute. */
  everySweep?: boolean
  changes?: Partial<Env>
  /** Asked after each step; true ends the waiting early. */
  until?: () => Promise<boolean>
}

/** Time passes in steps, each with its sweeps, the ledger's alarm and what the queue has. */
export async function letTimePass(stage: Stage, span: Span): Promise<void> {
  const { forMs, stepMs = MINUTE_MS, everySweep = false, changes = {}, until } = span
  for (let passed = 0; passed < forMs; passed += stepMs) {
    passTime(stepMs)
    await fireAlarm(stage)
    await runCron(stage, changes, everySweep ? EVERY_SWEEP : EACH_MINUTE)
    const bodies = takeSent(stage)
    if (bodies.length > 0) await deliver(stage, bodies, changes)
    if (await until?.()) return
  }
}

/** Every sweep once. */
export function sweepAll(stage: Stage, changes: Partial<Env> = {}): Promise<void> {
  return runCron(stage, changes, EVERY_SWEEP)
}
