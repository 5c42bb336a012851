import { expect, test } from 'vitest'
import { pollUntil } from './poll-until.ts'

/** A clock that moves only while something sleeps. */
function openClock() {
  const slept: number[] = []
  const state = { nowMs: 1_000_000, asked: 0, slept }
  return {
    state,
    now: () => state.nowMs,
    async sleep(milliseconds: number) {
      state.slept.push(milliseconds)
      state.nowMs += milliseconds
    },
  }
}

test('what is done already is answered without a wait', async () => {
  const clock = openClock()
  expect(await pollUntil(clock, 30_000, async () => true, clock.sleep)).toBe(true)
  expect(clock.state.slept).toEqual([])
})

test('what is done later is answered within a second of it, asked once a second', async () => {
  const clock = openClock()
  const done = async () => {
    clock.state.asked += 1
    return clock.now() >= 1_004_500
  }
  expect(await pollUntil(clock, 30_000, done, clock.sleep)).toBe(true)
  expect(clock.state.asked).toBe(6)
  expect(clock.now()).toBe(1_005_000)
})

test('what is never done is given up when the time is over, to the part of a second', async () => {
  const clock = openClock()
  expect(await pollUntil(clock, 2_500, async () => false, clock.sleep)).toBe(false)
  expect(clock.state.slept).toEqual([1_000, 1_000, 500])
})

test('a stopped clock does not make it ask for ever', async () => {
  const ask = async () => {
    asked += 1
    return false
  }
  let asked = 0
  expect(await pollUntil({ now: () => 5 }, 3_000, ask, async () => {})).toBe(false)
  expect(asked).toBe(5)
})
