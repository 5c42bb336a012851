import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createBuckets } from '../../sandbox/shopify/bucket.ts'
import { type Bucket, NEW_BUCKET, reportPoints, takePoints } from './points.ts'

const NOW_MS = Date.UTC(2031, 0, 1)
const FULL: Bucket = {
  ...NEW_BUCKET,
  maximum: 2_000,
  restorePerSecond: 100,
  free: 2_000,
  atMs: NOW_MS,
}
const said = (available: number, actual: number | null = 10) => ({
  actual,
  maximum: 2_000,
  available,
  restorePerSecond: 100,
})
const goneTo = (free: number): Bucket => ({ ...FULL, free })

test('what fits goes at once, what does not waits until it fits', () => {
  const first = takePoints(goneTo(100), { points: 90 }, NOW_MS)
  expect(first.permit).toEqual({ result: 'go', id: 1, waitMs: 0 })
  const second = takePoints(first.bucket, { points: 40 }, NOW_MS)
  expect(second.permit).toEqual({ result: 'wait', waitMs: 300 })
  expect(takePoints(second.bucket, { points: 40 }, NOW_MS + 300).permit.result).toBe('go')
})

test('whoever has patience has their points to themselves, one after another', () => {
  const first = takePoints(goneTo(0), { points: 50 }, NOW_MS, 1_000)
  const second = takePoints(first.bucket, { points: 50 }, NOW_MS, 1_000)
  const third = takePoints(second.bucket, { points: 50 }, NOW_MS, 1_000)
  expect([first, second, third].map(({ permit }) => [permit.result, permit.waitMs])).toEqual([
    ['go', 500],
    ['go', 1_000],
    ['wait', 1_500],
  ])
})

test('work that begins leaves two seconds’ points for work that has begun, and holds no place', () => {
  const bucket = goneTo(210)
  const begins = takePoints(bucket, { points: 50, begins: true }, NOW_MS, 3_000)
  expect(begins.permit).toEqual({ result: 'wait', waitMs: 400 })
  expect(begins.bucket.free).toBe(210)
  expect(takePoints(begins.bucket, { points: 50 }, NOW_MS).permit.result).toBe('go')
  const again = takePoints(bucket, { points: 50, begins: true }, NOW_MS + 400)
  expect(again.permit.result).toBe('go')
})

test('work begins in a small bucket too, and a call larger than the bucket is not kept waiting', () => {
  const small = { ...FULL, maximum: 60, free: 60 }
  expect(takePoints(small, { points: 50, begins: true }, NOW_MS).permit.result).toBe('go')
  expect(takePoints(small, { points: 5_000 }, NOW_MS).permit.result).toBe('go')
})

test('what cost less than was asked for is there again; a call without figures cost all of it', () => {
  const one = takePoints(goneTo(500), { points: 100 }, NOW_MS)
  const cheap = reportPoints(one.bucket, 1, said(470, 30), NOW_MS)
  expect(cheap).toMatchObject({ free: 470, underWay: [] })
  expect(reportPoints(one.bucket, 1, undefined, NOW_MS)).toMatchObject({ free: 400, underWay: [] })
})

test('points that others take from the same bucket are noticed with the next answer', () => {
  const one = takePoints(goneTo(2_000), { points: 10 }, NOW_MS)
  expect(reportPoints(one.bucket, 1, said(40), NOW_MS + 100).free).toBe(40)
})

test('an answer that is overtaken by another one is not taken for the newer', () => {
  const slow = takePoints(goneTo(100), { points: 10 }, NOW_MS)
  const quick = takePoints(slow.bucket, { points: 50 }, NOW_MS)
  const reported = reportPoints(quick.bucket, 2, said(40, 50), NOW_MS)
  expect(reportPoints(reported, 1, said(90, 10), NOW_MS).free).toBe(40)
})

test('a call that is never reported is forgotten after a minute', () => {
  const one = takePoints(FULL, { points: 500 }, NOW_MS)
  const later = takePoints(one.bucket, { points: 1 }, NOW_MS + 60_000)
  expect(later.bucket.underWay).toHaveLength(1)
  expect(later.bucket.free).toBe(1_999)
})

test('before the shop has said anything, only a little is spent', () => {
  let bucket: Bucket = { ...NEW_BUCKET, atMs: NOW_MS }
  let granted = 0
  for (let n = 0; n < 100; n++) {
    const taken = takePoints(bucket, { points: 30 }, NOW_MS)
    if (taken.permit.result === 'go') granted += 30
    bucket = taken.bucket
  }
  expect(granted).toBeLessThanOrEqual(200)
})

/** Calls of several at once: what each asks for, what it costs, and how long each way takes. */
const call = fc.record({
  asked: fc.integer({ min: 1, max: 120 }),
  refunded: fc.integer({ min: 0, max: 20 }),
  thereMs: fc.integer({ min: 1, max: 400 }),
  backMs: fc.integer({ min: 1, max: 400 }),
  pauseMs: fc.integer({ min: 0, max: 300 }),
  begins: fc.boolean(),
})
const consumers = fc.array(fc.array(call, { minLength: 1, maxLength: 25 }), {
  minLength: 1,
  maxLength: 12,
})
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never

const PATIENCE_MS = 3_000

/** A shop's bucket as the sandbox keeps it, and its consumers, in time of their own. */
function runConsumers(plans: readonly (readonly Call[])[]) {
  let nowMs = NOW_MS
  const shop = createBuckets(() => nowMs)
  let bucket: Bucket = { ...NEW_BUCKET, atMs: NOW_MS }
  const due: { atMs: number; act: () => void }[] = []
  const after = (ms: number, act: () => void) => due.push({ atMs: nowMs + ms, act })
  const seen = { refused: 0, answered: 0, points: 0, endMs: NOW_MS }
  const make = (plan: readonly Call[], n: number, id: number) => {
    const each = plan[n]
    if (!each) return
    const points = Math.max(1, each.asked - each.refunded)
    after(each.thereMs, () => {
      const { isGranted } = shop.take('shop', each.asked)
      if (!isGranted) seen.refused += 1
      else shop.take('shop', points - each.asked)
      const available = shop.take('shop', 0).available
      after(each.backMs, () => {
        bucket = reportPoints(bucket, id, said(available, isGranted ? points : null), nowMs)
        seen.answered += 1
        seen.points += points
        seen.endMs = nowMs
        after(each.pauseMs, () => begin(plan, n + 1))
      })
    })
  }
  const begin = (plan: readonly Call[], n: number) => {
    const each = plan[n]
    if (!each) return
    const asked = { points: each.asked, begins: each.begins && n === 0 }
    const taken = takePoints(bucket, asked, nowMs, PATIENCE_MS)
    bucket = taken.bucket
    const { permit } = taken
    if (permit.result === 'wait') after(permit.waitMs, () => begin(plan, n))
    else after(permit.waitMs, () => make(plan, n, permit.id))
  }
  for (const plan of plans) begin(plan, 0)
  while (due.length > 0) {
    due.sort((one, other) => one.atMs - other.atMs)
    const next = due.shift()
    if (!next) break
    nowMs = next.atMs
    next.act()
  }
  return seen
}

test('several consumers never take more than the shop’s bucket holds, and all of them end', () => {
  fc.assert(
    fc.property(consumers, (plans) => {
      const seen = runConsumers(plans)
      expect(seen.refused).toBe(0)
      expect(seen.answered).toBe(plans.flat().length)
    }),
    { numRuns: 300 },
  )
})

test('what takes more points than the bucket had is done soon after the bucket allows', () => {
  const each = { asked: 40, refunded: 0, thereMs: 100, backMs: 100, pauseMs: 0, begins: true }
  const plans = Array.from({ length: 10 }, () => Array.from({ length: 30 }, () => each))
  const { points, endMs, refused } = runConsumers(plans)
  const boundMs = ((points - 2_000) / 100) * 1_000
  expect(refused).toBe(0)
  expect((endMs - NOW_MS) / boundMs).toBeLessThan(1.05)
})
