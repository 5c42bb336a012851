import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Balance, Hold, HoldState, Step } from './entries.ts'
import * as rules from './entries.ts'

const FINAL: readonly HoldState[] = ['posted', 'voided', 'expired']
const START_MS = Date.UTC(2030, 11, 31, 23, 59)
const YEAR = 2030
const MANY_MS = 24 * 60 * 60_000
const RUNS = { numRuns: 500 }

/** One attempt, the mockups that claim it, and what was written for it. */
type World = {
  hold: Hold
  claims: number
  balance: Balance
  nowMs: number
  settled: string[]
}
type Given = { nowMs: number; token: number; claims: number }

const APPLY = {
  lapse: (hold, { nowMs, claims }) => rules.lapse(hold, claims, nowMs),
  join: (hold) => rules.join(hold),
  release: (hold, { nowMs, claims }) => rules.release(hold, claims, 'r', nowMs),
  expire: (hold, { nowMs, claims }) => rules.lapse(hold, claims, nowMs),
  begin: (hold, { nowMs }) => rules.begin(hold, nowMs),
  callStarted: (hold, { nowMs, token }) => rules.callStarted(hold, token, 60_000, nowMs),
  charged: (hold, { nowMs, token }) => rules.charged(hold, token, 'https://v.test/a', nowMs),
  wait: (hold, { nowMs, token, claims }) =>
    rules.notCharged(hold, claims, token, 'wait', 'w', nowMs),
  again: (hold, { nowMs, token, claims }) =>
    rules.notCharged(hold, claims, token, 'again', 'a', nowMs),
  giveBack: (hold, { nowMs, token, claims }) =>
    rules.notCharged(hold, claims, token, 'give_back', 'g', nowMs),
  unknown: (hold, { nowMs, token }) => rules.unknown(hold, token, 'u', nowMs),
  post: (hold, { nowMs }) => rules.resolveSuspect(hold, 'post', 'p', nowMs),
  void: (hold, { nowMs }) => rules.resolveSuspect(hold, 'void', 'v', nowMs),
} satisfies Record<string, (hold: Hold, given: Given) => Step<unknown>>

type Rule = keyof typeof APPLY
type Action = { waitMs: number; tokenOff: number; rule: Rule }

/** How many claims a rule leaves; the ledger changes them before it asks the rule. */
function claimsFor(rule: Rule, { claims, hold }: World): number {
  if (!rules.isOpen(hold)) return 0
  if (rule === 'join') return claims + 1
  return rule === 'release' || rule === 'expire' ? Math.max(0, claims - 1) : claims
}

// Most steps take the newest token and little time: otherwise few histories get as far as paying.
const action: fc.Arbitrary<Action> = fc.record({
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.nat(20_000) },
    { weight: 1, arbitrary: fc.nat(MANY_MS) },
  ),
  tokenOff: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
  ),
  rule: fc.constantFrom(
    'lapse',
    'join',
    'release',
    'expire',
    'begin',
    'begin',
    'begin',
    'callStarted',
    'callStarted',
    'callStarted',
    'charged',
    'charged',
    'wait',
    'again',
    'giveBack',
    'unknown',
    'post',
    'void',
  ),
})
const history = fc.array(action, { maxLength: 25 })

function start(): World {
  const item = { pictureId: 'p', mockupId: 'm', operation: 'generation' } as const
  const step = rules.reserve(item, 1, { year: YEAR, month: 12, nowMs: START_MS })
  const balance = { year: YEAR, pending: 0, suspect: 0, posted: 0 }
  return write({ hold: step.hold, claims: 1, balance, nowMs: START_MS, settled: [] }, step, 1)
}

/** What storage does with a step: both sides of a move, and an ended hold keeps no claim. */
function write(world: World, step: Step<unknown>, claims: number): World {
  const hold = step.hold ?? world.hold
  const balance = { ...world.balance }
  for (const { from, to, year } of step.moves) {
    expect(year).toBe(hold.year)
    if (from !== 'available') balance[from] -= 1
    if (to !== 'available') balance[to] += 1
  }
  const settled = [...world.settled, ...(step.settled ? [step.settled] : [])]
  const kept = rules.isOpen(hold) ? claims : 0
  return { hold, claims: kept, balance, nowMs: world.nowMs, settled }
}

/** Runs a history and shows every step to `look`, after time alone has acted. */
function run(
  actions: Action[],
  look: (seen: { before: World; after: World; action: Action; result: unknown }) => void,
): World {
  let world = start()
  for (const each of actions) {
    const nowMs = world.nowMs + each.waitMs
    world = { ...world, nowMs }
    world = write(world, rules.lapse(world.hold, world.claims, nowMs), world.claims)
    const before = world
    const claims = claimsFor(each.rule, before)
    const token = before.hold.token + each.tokenOff
    const step = APPLY[each.rule](before.hold, { nowMs, token, claims })
    world = write(before, step, claims)
    look({ before, after: world, action: each, result: step.result })
  }
  return world
}

const always = (look: Parameters<typeof run>[1]) =>
  fc.assert(
    fc.property(history, (actions) => {
      run(actions, look)
    }),
    RUNS,
  )

const TOKEN_RULES = ['callStarted', 'charged', 'wait', 'again', 'giveBack', 'unknown']
const FREE_RULES = ['wait', 'again', 'giveBack']

test('every credit is in exactly one account, the one of its hold’s state', () => {
  always(({ after: { hold, balance, settled } }) => {
    expect(balance).toEqual({
      year: YEAR,
      pending: rules.isOpen(hold) ? 1 : 0,
      suspect: hold.state === 'suspect' ? 1 : 0,
      posted: hold.state === 'posted' ? 1 : 0,
    })
    expect(settled.filter((one) => one === 'generation')).toHaveLength(balance.posted)
  })
})

test('a final hold changes in nothing but a link that it did not have', () => {
  always(({ before, after }) => {
    if (!FINAL.includes(before.hold.state)) return
    const { exportUrl, changedAtMs } = after.hold
    const learned = before.hold.exportUrl === null ? { exportUrl, changedAtMs } : {}
    expect(after.hold).toEqual({ ...before.hold, ...learned })
  })
})

test('a credit that was given back is corrected at most once, and only by a proof', () => {
  always(({ before, after, action: { rule } }) => {
    const corrections = after.settled.filter((one) => one === 'correction').length
    const atFirst = before.settled.filter((one) => one === 'correction').length
    expect(corrections).toBeLessThanOrEqual(1)
    if (corrections === atFirst) return
    expect(rule).toBe('charged')
    expect(['voided', 'expired']).toContain(before.hold.state)
    expect(after.hold.exportUrl).not.toBeNull()
  })
})

test('a proof by the newest token that started its call is never thrown away', () => {
  always(({ before, after, action: { rule, tokenOff }, result }) => {
    if (rule !== 'charged' || tokenOff !== 0 || !before.hold.callStarted) return
    expect(['charged', 'corrected']).toContain(result)
    expect(after.hold.exportUrl).toBe('https://v.test/a')
    expect(after.settled.length).toBeGreaterThan(0)
  })
})

test('a stale token changes nothing', () => {
  always(({ before, after, action: { rule, tokenOff } }) => {
    if (tokenOff !== 0 && TOKEN_RULES.includes(rule)) expect(after).toEqual(before)
  })
})

test('a token rises with each begin and with nothing else', () => {
  always(({ before, after, action: { rule } }) => {
    const rise = after.hold.token - before.hold.token
    expect([0, rule === 'begin' ? 1 : 0]).toContain(rise)
    const taken = after.hold.state === 'in_flight' && before.hold.state !== 'in_flight'
    expect(rise).toBe(taken ? 1 : 0)
  })
})

test('paid calls are at most one more than those that ended free', () => {
  fc.assert(
    fc.property(history, (actions) => {
      let free = 0
      run(actions, ({ before, after, action: { rule } }) => {
        const ended = before.hold.state === 'in_flight' && after.hold.state !== 'in_flight'
        if (FREE_RULES.includes(rule) && ended && before.hold.callStarted) free += 1
        expect(after.hold.calls).toBeLessThanOrEqual(1 + free)
      })
    }),
    RUNS,
  )
})

test('an open hold that nobody claims is in flight, and never pending', () => {
  always(({ after: { hold, claims } }) => {
    if (rules.isOpen(hold) && claims === 0) expect(hold.state).toBe('in_flight')
  })
})

test('a hold that was released while in flight ends voided when its call was free', () => {
  always(({ before, after, action: { rule, tokenOff } }) => {
    const flying = before.hold.state === 'in_flight' && before.claims === 0
    if (!flying || tokenOff !== 0 || !FREE_RULES.includes(rule)) return
    expect(after.hold.state).toBe('voided')
  })
})

test('a started call never becomes free by time alone', () => {
  fc.assert(
    fc.property(history, fc.nat(), fc.nat(1), (actions, laterMs, claims) => {
      const { hold, nowMs } = run(actions, () => {})
      if (!hold.callStarted || hold.state !== 'in_flight') return
      const later = rules.lapse(hold, claims, nowMs + laterMs).hold ?? hold
      expect(['in_flight', 'suspect']).toContain(later.state)
    }),
    { numRuns: 1_000 },
  )
})

test('what time does, it does once', () => {
  fc.assert(
    fc.property(history, fc.nat(3 * MANY_MS), fc.nat(1), (actions, laterMs, claims) => {
      const { hold, nowMs } = run(actions, () => {})
      const once = rules.lapse(hold, claims, nowMs + laterMs)
      const twice = rules.lapse(once.hold ?? hold, claims, nowMs + laterMs)
      expect(twice).toEqual({ result: 'unchanged', moves: [] })
    }),
    RUNS,
  )
})

test('a hold keeps what it was reserved as', () => {
  always(({ before, after }) => {
    const { attemptId, pictureId, attempt, firstMockupId, operation, year, month } = before.hold
    const kept = { attemptId, pictureId, attempt, firstMockupId, operation, year, month }
    expect(after.hold).toMatchObject(kept)
  })
})

test('every rule that answered once answers the same when it is asked again', () => {
  const repeatable = ['callStarted', 'charged', 'wait', 'again', 'giveBack', 'unknown'] as const
  fc.assert(
    fc.property(history, fc.constantFrom(...repeatable), (actions, rule) => {
      const { hold, nowMs, claims } = run(actions, () => {})
      const given = { nowMs, token: hold.token, claims }
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
      const calling: Hold = { ...start().hold, state: 'suspect', callStarted: true }
      const first = rules.resolveSuspect(calling, one, 'n', START_MS)
      expect(first.result).toBe(one === 'post' ? 'posted' : 'voided')
      const second = rules.resolveSuspect(first.hold ?? calling, two, 'n', START_MS)
      expect(second).toEqual({ result: 'not_suspect', moves: [] })
    }),
  )
})
