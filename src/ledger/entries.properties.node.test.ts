import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Balance, Hold, HoldState, Step } from './entries.ts'
import * as rules from './entries.ts'

const RESOLVED: readonly HoldState[] = ['posted', 'voided', 'expired']
const START_MS = Date.UTC(2030, 11, 31, 23, 59)
const RUNS = { numRuns: 500 }

type World = { holds: Hold[]; balances: Map<number, Balance>; nowMs: number; settled: number }
type Action = { waitMs: number; tokenOff: number; budget: number; rule: keyof typeof APPLY }

const APPLY = {
  lapse: (hold, { nowMs }) => rules.lapse(hold, nowMs),
  confirm: (hold, { nowMs }) => rules.confirm(hold, nowMs),
  begin: (hold, { nowMs, balance, year, budget }) =>
    rules.begin(hold, { year, month: 1, nowMs }, balance, budget),
  callStarted: (hold, { nowMs, token }) => rules.callStarted(hold, token, 60_000, nowMs),
  charged: (hold, { nowMs, token }) => rules.charged(hold, token, 'https://v.test/a', nowMs),
  wait: (hold, { nowMs, token }) => rules.notCharged(hold, token, 'wait', 'w', nowMs),
  again: (hold, { nowMs, token }) => rules.notCharged(hold, token, 'again', 'a', nowMs),
  giveBack: (hold, { nowMs, token }) => rules.notCharged(hold, token, 'give_back', 'g', nowMs),
  unknown: (hold, { nowMs, token }) => rules.unknown(hold, token, 'u', nowMs),
  release: (hold, { nowMs }) => rules.release(hold, 'r', nowMs),
  withdraw: (hold, { nowMs }) => rules.withdraw(hold, 'r', nowMs),
  post: (hold, { nowMs }) => rules.resolveSuspect(hold, 'post', 'p', nowMs),
  void: (hold, { nowMs }) => rules.resolveSuspect(hold, 'void', 'v', nowMs),
} satisfies Record<string, (hold: Hold, given: Given) => Step<unknown>>

type Given = {
  nowMs: number
  year: number
  token: number
  balance: Balance
  budget: number
}

// Most steps take the newest token and little time: otherwise few histories get as far as paying.
const action: fc.Arbitrary<Action> = fc.record({
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.nat(20_000) },
    { weight: 1, arbitrary: fc.nat(2 * rules.CONFIRMED_TTL_MS) },
  ),
  tokenOff: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
  ),
  budget: fc.nat(2),
  rule: fc.constantFrom(
    'lapse',
    'confirm',
    'begin',
    'begin',
    'callStarted',
    'callStarted',
    'charged',
    'wait',
    'again',
    'giveBack',
    'unknown',
    'release',
    'withdraw',
    'post',
    'void',
  ),
})
const history = fc.array(action, { maxLength: 25 })

function start(): World {
  const world: World = { holds: [], balances: new Map(), nowMs: START_MS, settled: 0 }
  const item = {
    attemptId: 'm.1',
    mockupId: 'm',
    pictureKey: null,
    operation: 'generation',
  } as const
  const step = rules.reserve(item, 'g', { year: 2030, month: 12, nowMs: START_MS })
  return write(world, step.hold, step)
}

function current(world: World): Hold {
  const hold = world.holds.at(-1)
  if (!hold) throw new Error('nothing was reserved')
  return hold
}

function balanceOf(world: World, year: number): Balance {
  return world.balances.get(year) ?? { year, pending: 0, suspect: 0, posted: 0 }
}

/** What storage does with a step: a new round is a new row, and both sides of a move change. */
function write(world: World, before: Hold, step: Step<unknown>): World {
  const hold = step.hold ?? before
  const older = world.holds.filter((row) => row.round !== hold.round)
  const balances = new Map(world.balances)
  for (const { from, to, year } of step.moves) {
    const balance = { ...(balances.get(year) ?? { year, pending: 0, suspect: 0, posted: 0 }) }
    if (from !== 'available') balance[from] -= 1
    if (to !== 'available') balance[to] += 1
    balances.set(year, balance)
  }
  const settled = world.settled + (step.settled ? 1 : 0)
  return { holds: [...older, hold], balances, nowMs: world.nowMs, settled }
}

/** Runs a history and shows every step to `look`, after time alone has acted. */
function run(
  actions: Action[],
  look: (seen: { before: World; after: World; action: Action; token: number }) => void,
): World {
  let world = start()
  for (const each of actions) {
    const nowMs = world.nowMs + each.waitMs
    world = { ...world, nowMs }
    world = write(world, current(world), rules.lapse(current(world), nowMs))
    const before = world
    const year = new Date(nowMs).getUTCFullYear()
    const token = current(before).token + each.tokenOff
    const balance = balanceOf(before, year)
    const step = APPLY[each.rule](current(before), { ...each, nowMs, year, token, balance })
    world = write(before, current(before), step)
    look({ before, after: world, action: each, token })
  }
  return world
}

const TOKEN_RULES = ['callStarted', 'charged', 'wait', 'again', 'giveBack', 'unknown']

test('every credit is in exactly one account, the one of its hold’s state and year', () => {
  const check = (world: World) => {
    for (const { year, pending, suspect, posted } of world.balances.values()) {
      const count = (...states: HoldState[]) =>
        world.holds.filter((hold) => hold.year === year && states.includes(hold.state)).length
      expect({ pending, suspect, posted }).toEqual({
        pending: count('pending', 'in_flight'),
        suspect: count('suspect'),
        posted: count('posted'),
      })
    }
    expect(world.settled).toBe(world.holds.filter((hold) => hold.state === 'posted').length)
  }
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ after }) => check(after))
    }),
    RUNS,
  )
})

test('a resolved hold never changes again', () => {
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ before, after }) => {
        for (const hold of before.holds.filter((row) => RESOLVED.includes(row.state))) {
          expect(after.holds).toContainEqual(hold)
        }
      })
    }),
    RUNS,
  )
})

test('a stale token changes nothing', () => {
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ before, after, action: { rule, tokenOff } }) => {
        if (tokenOff !== 0 && TOKEN_RULES.includes(rule)) expect(after).toEqual(before)
      })
    }),
    RUNS,
  )
})

test('a token rises with each begin and with nothing else', () => {
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ before, after, action: { rule } }) => {
        const rise = current(after).token - current(before).token
        expect([0, rule === 'begin' ? 1 : 0]).toContain(rise)
        const held = current(after).state === 'in_flight' && current(before).state !== 'in_flight'
        expect(rise).toBe(held ? 1 : 0)
      })
    }),
    RUNS,
  )
})

test('paid calls are at most one more than those that ended free', () => {
  fc.assert(
    fc.property(history, (actions) => {
      let free = 0
      run(actions, ({ before, after, action: { rule } }) => {
        const ended = ['wait', 'again', 'giveBack'].includes(rule)
        if (ended && current(before).callStarted && !current(after).callStarted) free += 1
        expect(current(after).calls).toBeLessThanOrEqual(1 + free)
      })
    }),
    RUNS,
  )
})

test('a started call never becomes free by time alone', () => {
  fc.assert(
    fc.property(history, fc.nat(), (actions, laterMs) => {
      const world = run(actions, () => {})
      const hold = current(world)
      if (!hold.callStarted || hold.state !== 'in_flight') return
      const later = rules.lapse(hold, world.nowMs + laterMs).hold ?? hold
      expect(['in_flight', 'suspect']).toContain(later.state)
    }),
    { numRuns: 1_000 },
  )
})

test('what time does, it does once', () => {
  fc.assert(
    fc.property(history, fc.nat(3 * rules.CONFIRMED_TTL_MS), (actions, laterMs) => {
      const world = run(actions, () => {})
      const nowMs = world.nowMs + laterMs
      const once = rules.lapse(current(world), nowMs)
      const twice = rules.lapse(once.hold ?? current(world), nowMs)
      expect(twice).toEqual({ result: 'unchanged', moves: [] })
    }),
    RUNS,
  )
})

test('a round keeps the year and month it was reserved in', () => {
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ before, after }) => {
        for (const hold of before.holds) {
          const later = after.holds.find((row) => row.round === hold.round)
          expect(later).toMatchObject({ year: hold.year, month: hold.month })
        }
      })
    }),
    RUNS,
  )
})

test('only an expired hold is reserved anew, and only where a credit remains', () => {
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, ({ before, after, action: { rule, budget } }) => {
        if (after.holds.length === before.holds.length) return
        expect(rule).toBe('begin')
        expect(current(before).state).toBe('expired')
        expect(rules.taken(balanceOf(after, current(after).year))).toBeLessThanOrEqual(budget)
      })
    }),
    RUNS,
  )
})

test('every rule that answered once answers the same when it is asked again', () => {
  const repeatable = ['callStarted', 'charged', 'wait', 'again', 'giveBack', 'unknown'] as const
  fc.assert(
    fc.property(history, fc.constantFrom(...repeatable), (actions, rule) => {
      const world = run(actions, () => {})
      const { nowMs } = world
      const hold = current(world)
      const given = {
        nowMs,
        year: 2030,
        token: hold.token,
        balance: balanceOf(world, 2030),
        budget: 1,
      }
      const first = APPLY[rule](hold, given)
      const second = APPLY[rule](first.hold ?? hold, given)
      expect(second.result).toBe(first.result)
      expect(second.moves).toEqual([])
      expect(second.settled).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

test('a suspect render is decided once', () => {
  fc.assert(
    fc.property(fc.constantFrom('post', 'void'), fc.constantFrom('post', 'void'), (one, two) => {
      const calling: Hold = { ...current(start()), state: 'suspect', callStarted: true }
      const first = rules.resolveSuspect(calling, one, 'n', START_MS)
      expect(first.result).toBe(one === 'post' ? 'posted' : 'voided')
      const second = rules.resolveSuspect(first.hold ?? calling, two, 'n', START_MS)
      expect(second).toEqual({ result: 'not_suspect', moves: [] })
    }),
  )
})
