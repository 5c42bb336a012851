/** The vendor's documented limit for one key. */
export const CALLS_PER_MINUTE = 300
const WINDOW_MS = 60_000

export type RateAnswer = { allowed: boolean; remaining: number; retryAfterSeconds: number }

/** Counts the calls of each key in the last minute; a refused call is not counted. */
export const createRateLimit = (limit = CALLS_PER_MINUTE) => {
  const calls = new Map<string, number[]>()
  return (key: string, nowMs: number): RateAnswer => {
    const recent = (calls.get(key) ?? []).filter((at) => at > nowMs - WINDOW_MS)
    calls.set(key, recent)
    const [oldest] = recent
    if (recent.length >= limit && oldest !== undefined) {
      const retryAfterSeconds = Math.ceil((oldest + WINDOW_MS - nowMs) / 1000)
      return { allowed: false, remaining: 0, retryAfterSeconds }
    }
    recent.push(nowMs)
    return { allowed: true, remaining: limit - recent.length, retryAfterSeconds: 0 }
  }
}
