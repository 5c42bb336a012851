import type { Clock } from './clock.ts'

const INTERVAL_MS = 1_000

/**
 * Asks until the answer is yes: at once, then once a second, for so long. Returns whether it was.
 * `sleep` is the runtime's own unless a test gives another.
 */
export async function pollUntil(
  clock: Clock,
  milliseconds: number,
  isDone: () => Promise<boolean>,
  sleep: (milliseconds: number) => Promise<void> = (waitMs) => scheduler.wait(waitMs),
): Promise<boolean> {
  const untilMs = clock.now() + milliseconds
  const mostAsked = Math.ceil(milliseconds / INTERVAL_MS)
  for (let asked = 0; asked <= mostAsked; asked += 1) {
    if (await isDone()) return true
    const leftMs = untilMs - clock.now()
    if (leftMs <= 0) return false
    await sleep(Math.min(INTERVAL_MS, leftMs))
  }
  return isDone()
}
