/**
 * A shop's bucket of cost points, as far as the shop has said of it, without I/O: who may call now,
 * and who waits how long. Points may be fractions; times are milliseconds since the epoch.
 */
export type Bucket = {
  maximum: number
  restorePerSecond: number
  /** What is left once every call under way has taken its points, at `atMs`; below 0 it is owed. */
  free: number
  atMs: number
  /** Calls that were let through, and have not been reported. */
  underWay: CallUnderWay[]
  /** Points of all calls that were reported; of use only as a difference. */
  reported: number
  calls: number
}

type CallUnderWay = { id: number; points: number; takenMs: number; reportedBefore: number }

/** Before a shop has said anything, only a little is taken for granted. */
export const NEW_BUCKET: Bucket = {
  maximum: 1_000,
  restorePerSecond: 50,
  free: 200,
  atMs: 0,
  underWay: [],
  reported: 0,
  calls: 0,
}

/** A call has ended by then, whatever came of it: it waits, is made, and is given up. */
const LONGEST_CALL_MS = 60_000
/** Restored in so long: what stays for work that has begun, so that it ends before other begins. */
const KEPT_FOR_BEGUN_SECONDS = 2
/** The shop rounds what it tells. */
const ROUNDING = 1

export type PointsAsked = {
  points: number
  /** The first call of a piece of work: it leaves some points for work that has begun. */
  begins?: boolean | undefined
}

export type PointsPermit =
  | { result: 'go'; id: number; waitMs: number }
  | { result: 'wait'; waitMs: number }

/**
 * Points for a call now, or in at most so long: then they are its own, and it is made `waitMs`
 * later. What begins holds no place: it hears how long to wait, and asks again.
 */
export function takePoints(
  bucket: Bucket,
  { points, begins = false }: PointsAsked,
  nowMs: number,
  patienceMs = 0,
): { permit: PointsPermit; bucket: Bucket } {
  const now = restore(bucket, nowMs)
  // More than the bucket ever holds is refused by the shop itself, and must not wait forever.
  const cost = Math.min(points, now.maximum)
  const kept = begins
    ? Math.min(now.restorePerSecond * KEPT_FOR_BEGUN_SECONDS, now.maximum - cost, now.maximum / 2)
    : 0
  const missing = cost + kept - now.free
  const waitMs = missing > 0 ? Math.ceil((missing / now.restorePerSecond) * 1_000) : 0
  if (waitMs > (begins ? 0 : patienceMs)) return { permit: { result: 'wait', waitMs }, bucket: now }
  const id = now.calls + 1
  const call = { id, points: cost, takenMs: nowMs + waitMs, reportedBefore: now.reported }
  return {
    permit: { result: 'go', id, waitMs },
    bucket: {
      ...now,
      free: now.free - cost,
      underWay: [...now.underWay, call],
      calls: id,
    },
  }
}

/** What a shop tells of its bucket with an answer; `actual` is null where it did nothing. */
export type PointsSaid = {
  actual: number | null
  maximum: number
  available: number
  restorePerSecond: number
}

/**
 * Learns from a call that has ended. Without figures it has cost what was asked for. Calls that
 * are under way, or ended meanwhile, may be in the shop's figure or not: they count as not.
 */
export function reportPoints(
  bucket: Bucket,
  id: number,
  said: PointsSaid | undefined,
  nowMs: number,
): Bucket {
  const now = restore(bucket, nowMs)
  const call = now.underWay.find((each) => each.id === id)
  const underWay = now.underWay.filter((each) => each.id !== id)
  const asked = call?.points ?? 0
  const cost = said ? (said.actual ?? 0) : asked
  const settled: Bucket = {
    ...now,
    underWay,
    reported: now.reported + cost,
    free: now.free + asked - cost,
  }
  if (!said) return settled
  const { maximum, restorePerSecond } = said
  const unseen = now.reported - (call?.reportedBefore ?? now.reported)
  const least = said.available - sumOf(underWay) - unseen
  const flightMs = call ? Math.max(0, nowMs - call.takenMs) : LONGEST_CALL_MS
  const most = said.available + (flightMs / 1_000) * restorePerSecond + ROUNDING
  // More than there can be: others take points of this bucket too, so only the least is sure.
  const free = settled.free > most ? least : Math.max(settled.free, least)
  return { ...settled, maximum, restorePerSecond, free: Math.min(free, maximum) }
}

/** What came in since. While calls are under way the shop may still be full, and restore nothing. */
function restore(bucket: Bucket, nowMs: number): Bucket {
  const underWay = bucket.underWay.filter(({ takenMs }) => nowMs - takenMs < LONGEST_CALL_MS)
  const passedMs = Math.max(0, nowMs - bucket.atMs)
  const restored = bucket.free + (passedMs / 1_000) * bucket.restorePerSecond
  const most = bucket.maximum - sumOf(underWay)
  return { ...bucket, underWay, atMs: nowMs, free: Math.max(bucket.free, Math.min(restored, most)) }
}

function sumOf(calls: readonly CallUnderWay[]): number {
  return calls.reduce((sum, { points }) => sum + points, 0)
}
