import { expect, test } from 'vitest'
import {
  type Account,
  begin,
  callStarted,
  charged,
  confirm,
  type Hold,
  type HoldState,
  lapse,
  notCharged,
  release,
  remaining,
  reserve,
  resolveSuspect,
  type Step,
  taken,
  unknown,
  withdraw,
} from './entries.ts'

const NOW_MS = Date.UTC(2031, 4, 20, 12)
const TOKEN = 7
const NOW = { year: 2031, month: 5, nowMs: NOW_MS }
const EMPTY = { year: 2031, pending: 0, suspect: 0, posted: 0 }
const LINK = 'https://vendor.test/1.png'

const HOLD: Hold = {
  attemptId: 'm.1',
  round: 1,
  mockupId: 'm',
  groupId: 'g',
  pictureKey: 'p',
  operation: 'generation',
  state: 'pending',
  year: 2030,
  month: 12,
  expiresAtMs: NOW_MS + 1_000,
  token: TOKEN,
  leaseUntilMs: 0,
  callStarted: false,
  calls: 1,
  failures: 1,
  exportUrl: null,
  note: 'before',
  changedAtMs: NOW_MS - 60_000,
}
const FLYING: Hold = { ...HOLD, state: 'in_flight', leaseUntilMs: NOW_MS + 500 }
const CALLING: Hold = { ...FLYING, callStarted: true, calls: 2 }

const SITUATIONS: Record<string, Hold> = {
  pending: HOLD,
  in_flight: FLYING,
  calling: CALLING,
  posted: { ...CALLING, state: 'posted', exportUrl: LINK },
  voided: { ...HOLD, state: 'voided' },
  expired: { ...HOLD, state: 'expired' },
  suspect: { ...CALLING, state: 'suspect' },
}

type Rule = (hold: Hold) => Step<unknown>
const RULES: Record<string, Rule> = {
  'lapse, in time': (hold) => lapse(hold, NOW_MS),
  'lapse, lease over': (hold) => lapse(hold, NOW_MS + 500),
  'lapse, a day later': (hold) => lapse(hold, NOW_MS + 86_400_000),
  confirm: (hold) => confirm(hold, NOW_MS),
  begin: (hold) => begin(hold, NOW, EMPTY, 1),
  'begin, budget spent': (hold) => begin(hold, NOW, { ...EMPTY, posted: 1 }, 1),
  callStarted: (hold) => callStarted(hold, TOKEN, 1_000, NOW_MS),
  charged: (hold) => charged(hold, TOKEN, LINK, NOW_MS),
  'charged, other link': (hold) => charged(hold, TOKEN, `${LINK}?2`, NOW_MS),
  'notCharged wait': (hold) => notCharged(hold, TOKEN, 'wait', 'why', NOW_MS),
  'notCharged again': (hold) => notCharged(hold, TOKEN, 'again', 'why', NOW_MS),
  'notCharged give_back': (hold) => notCharged(hold, TOKEN, 'give_back', 'why', NOW_MS),
  unknown: (hold) => unknown(hold, TOKEN, 'why', NOW_MS),
  release: (hold) => release(hold, 'why', NOW_MS),
  withdraw: (hold) => withdraw(hold, 'why', NOW_MS),
  'resolve post': (hold) => resolveSuspect(hold, 'post', 'why', NOW_MS),
  'resolve void': (hold) => resolveSuspect(hold, 'void', 'why', NOW_MS),
}

// A cell is the named result and, where the hold changes state or fields, the state after it.
const TABLE = `
rule                 | pending            | in_flight          | calling            | posted     | voided     | expired          | suspect
lapse, in time       | unchanged          | unchanged          | unchanged          | unchanged  | unchanged  | unchanged        | unchanged
lapse, lease over    | unchanged          | lapsed pending     | lapsed suspect     | unchanged  | unchanged  | unchanged        | unchanged
lapse, a day later   | lapsed expired     | lapsed expired     | lapsed suspect     | unchanged  | unchanged  | unchanged        | unchanged
confirm              | confirmed pending  | confirmed in_flight| confirmed in_flight| ended      | ended      | ended            | ended
begin                | begun in_flight    | leased             | leased             | posted     | voided     | begun in_flight  | suspect
begin, budget spent  | begun in_flight    | leased             | leased             | posted     | voided     | insufficient     | suspect
callStarted          | stale              | started in_flight  | started            | stale      | stale      | stale            | stale
charged              | stale              | stale              | charged posted     | charged    | stale      | stale            | stale
charged, other link  | stale              | stale              | charged posted     | stale      | stale      | stale            | stale
notCharged wait      | kept               | kept pending       | kept pending       | stale      | stale      | stale            | stale
notCharged again     | kept               | kept pending       | kept pending       | stale      | stale      | stale            | stale
notCharged give_back | stale              | given_back voided  | given_back voided  | stale      | given_back | stale            | stale
unknown              | stale              | stale              | suspect suspect    | stale      | stale      | stale            | suspect
release              | released voided    | in_flight          | in_flight          | ended      | ended      | ended            | ended
withdraw             | released expired   | in_flight          | in_flight          | ended      | ended      | ended            | ended
resolve post         | not_suspect        | not_suspect        | not_suspect        | not_suspect| not_suspect| not_suspect      | posted posted
resolve void         | not_suspect        | not_suspect        | not_suspect        | not_suspect| not_suspect| not_suspect      | voided voided
`

const ACCOUNTS: Record<HoldState, Account> = {
  pending: 'pending',
  in_flight: 'pending',
  posted: 'posted',
  suspect: 'suspect',
  voided: 'available',
  expired: 'available',
}

const [head = [], ...lines] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
const cells = lines.flatMap(([rule = '', ...row]) =>
  row.map((cell, column) => ({ rule, situation: head[column + 1] ?? '', cell })),
)

test('the table names every rule and every situation', () => {
  expect(head.slice(1)).toEqual(Object.keys(SITUATIONS))
  expect(lines.map(([rule]) => rule)).toEqual(Object.keys(RULES))
})

test.each(cells)('$rule of a hold that is $situation: $cell', ({ rule, situation, cell }) => {
  const hold = SITUATIONS[situation]
  const apply = RULES[rule]
  if (!hold || !apply) throw new Error(`${rule} of ${situation} is not in this test`)
  const [result, next] = cell.split(' ')
  const step = apply(hold)
  expect(nameOf(step.result)).toBe(result)
  expect(step.hold?.state).toBe(next)
  const from = ACCOUNTS[hold.state]
  const to = ACCOUNTS[step.hold?.state ?? hold.state]
  const year = step.hold?.year ?? hold.year
  expect(step.moves).toEqual(from === to ? [] : [{ from, to, year }])
  expect(step.settled).toBe(next === 'posted' ? 'generation' : undefined)
})

function nameOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'result' in result
    ? result.result
    : result
}

const TOKEN_RULES = {
  callStarted: (hold: Hold, token: number) => callStarted(hold, token, 1_000, NOW_MS),
  charged: (hold: Hold, token: number) => charged(hold, token, LINK, NOW_MS),
  'notCharged wait': (hold: Hold, token: number) => notCharged(hold, token, 'wait', '', NOW_MS),
  'notCharged give_back': (hold: Hold, token: number) =>
    notCharged(hold, token, 'give_back', '', NOW_MS),
  unknown: (hold: Hold, token: number) => unknown(hold, token, '', NOW_MS),
}

test.each(Object.entries(TOKEN_RULES))('%s with another token changes nothing', (_name, rule) => {
  for (const hold of Object.values(SITUATIONS)) {
    for (const token of [TOKEN - 1, TOKEN + 1]) {
      expect(rule(hold, token)).toEqual({ result: 'stale', moves: [] })
    }
  }
})

test('a reservation holds one credit of the present month for five minutes', () => {
  const item = {
    attemptId: 'a',
    mockupId: 'm',
    pictureKey: null,
    operation: 'regeneration',
  } as const
  expect(reserve(item, 'g', NOW)).toEqual({
    result: undefined,
    moves: [{ from: 'available', to: 'pending', year: 2031 }],
    hold: {
      ...item,
      round: 1,
      groupId: 'g',
      state: 'pending',
      year: 2031,
      month: 5,
      expiresAtMs: NOW_MS + 300_000,
      token: 0,
      leaseUntilMs: 0,
      callStarted: false,
      calls: 0,
      failures: 0,
      exportUrl: null,
      note: null,
      changedAtMs: NOW_MS,
    },
  })
})

test('a confirmed hold keeps for a day and changes in nothing else', () => {
  const expiresAtMs = NOW_MS + 86_400_000
  expect(confirm(HOLD, NOW_MS).hold).toEqual({ ...HOLD, expiresAtMs })
  expect(confirm(CALLING, NOW_MS).hold).toEqual({ ...CALLING, expiresAtMs })
})

test('beginning gives a higher token and a lease of 30 seconds', () => {
  const step = begin(HOLD, NOW, EMPTY, 0)
  expect(step.result).toEqual({ result: 'begun', token: TOKEN + 1, failures: 1 })
  expect(step.hold).toEqual({
    ...HOLD,
    state: 'in_flight',
    token: TOKEN + 1,
    leaseUntilMs: NOW_MS + 30_000,
    changedAtMs: NOW_MS,
  })
})

test('an expired hold begins anew: a new round, in the present month, for a day', () => {
  const expired: Hold = { ...HOLD, state: 'expired', callStarted: true }
  const step = begin(expired, NOW, { ...EMPTY, pending: 1, suspect: 1, posted: 1 }, 4)
  expect(step.hold).toEqual({
    ...expired,
    round: 2,
    state: 'in_flight',
    year: 2031,
    month: 5,
    expiresAtMs: NOW_MS + 86_400_000,
    token: TOKEN + 1,
    leaseUntilMs: NOW_MS + 30_000,
    callStarted: false,
    changedAtMs: NOW_MS,
  })
  expect(step.moves).toEqual([{ from: 'available', to: 'pending', year: 2031 }])
})

test('an expired hold that no longer fits says how much remains', () => {
  const spent = { ...EMPTY, pending: 1, suspect: 1, posted: 1 }
  const insufficient = { result: 'insufficient', remaining: 0 }
  const expired: Hold = { ...HOLD, state: 'expired' }
  expect(begin(expired, NOW, spent, 3)).toEqual({ result: insufficient, moves: [] })
  expect(begin(expired, NOW, spent, 1)).toEqual({ result: insufficient, moves: [] })
})

test('beginning what has ended or is begun tells what is known of it', () => {
  const answer = (hold: Hold) => begin(hold, NOW, EMPTY, 9).result
  expect(answer(CALLING)).toEqual({ result: 'leased', untilMs: NOW_MS + 500 })
  expect(answer({ ...HOLD, state: 'posted', exportUrl: LINK })).toEqual({
    result: 'posted',
    exportUrl: LINK,
  })
  expect(answer({ ...HOLD, state: 'suspect' })).toEqual({ result: 'suspect', note: 'before' })
  expect(answer({ ...HOLD, state: 'voided' })).toEqual({ result: 'voided', note: 'before' })
})

test('a started call is counted, and its lease outlasts its timeout by 15 seconds', () => {
  expect(callStarted(FLYING, TOKEN, 60_000, NOW_MS).hold).toEqual({
    ...FLYING,
    callStarted: true,
    calls: 2,
    leaseUntilMs: NOW_MS + 75_000,
    changedAtMs: NOW_MS,
  })
})

test('a charged call is posted with its link and says what it was for', () => {
  const step = charged({ ...CALLING, operation: 'regeneration' }, TOKEN, LINK, NOW_MS)
  expect(step.settled).toBe('regeneration')
  expect(step.hold).toMatchObject({ state: 'posted', exportUrl: LINK, changedAtMs: NOW_MS })
})

test('a free answer forgets the call; only a failure is counted as one', () => {
  const ended = { ...CALLING, callStarted: false, note: 'why', changedAtMs: NOW_MS }
  const step = (end: 'wait' | 'again' | 'give_back') =>
    notCharged(CALLING, TOKEN, end, 'why', NOW_MS).hold
  expect(step('wait')).toEqual({ ...ended, state: 'pending' })
  expect(step('again')).toEqual({ ...ended, state: 'pending', failures: 2 })
  expect(step('give_back')).toEqual({ ...ended, state: 'voided', failures: 2 })
})

test('what is decided, unknown or given back keeps its reason and its time', () => {
  const why = { note: 'why', changedAtMs: NOW_MS }
  const suspect: Hold = { ...CALLING, state: 'suspect' }
  expect(unknown(CALLING, TOKEN, 'why', NOW_MS).hold).toEqual({ ...suspect, ...why })
  expect(release(HOLD, 'why', NOW_MS).hold).toEqual({ ...HOLD, ...why, state: 'voided' })
  expect(withdraw(HOLD, 'why', NOW_MS).hold).toEqual({ ...HOLD, ...why, state: 'expired' })
  expect(resolveSuspect(suspect, 'post', 'why', NOW_MS).hold).toEqual({
    ...suspect,
    ...why,
    state: 'posted',
  })
  expect(resolveSuspect(suspect, 'void', 'why', NOW_MS).hold).toEqual({
    ...suspect,
    ...why,
    state: 'voided',
  })
})

test('time alone notes when it acted, and why a render is suspect', () => {
  const lateMs = NOW_MS + 500
  expect(lapse(FLYING, lateMs).hold).toEqual({ ...FLYING, state: 'pending', changedAtMs: lateMs })
  expect(lapse(CALLING, lateMs).hold).toEqual({
    ...CALLING,
    state: 'suspect',
    note: 'The call was started and never reported back',
    changedAtMs: lateMs,
  })
  expect(lapse(HOLD, NOW_MS + 1_000).hold).toEqual({
    ...HOLD,
    state: 'expired',
    changedAtMs: NOW_MS + 1_000,
  })
})

test('a hold expires at its very millisecond, and a lease lapses at its own', () => {
  expect(lapse(HOLD, NOW_MS + 999).result).toBe('unchanged')
  expect(lapse(HOLD, NOW_MS + 1_000).result).toBe('lapsed')
  expect(lapse(FLYING, NOW_MS + 499).result).toBe('unchanged')
  expect(lapse(FLYING, NOW_MS + 999).hold?.state).toBe('pending')
  expect(lapse(FLYING, NOW_MS + 1_000).hold?.state).toBe('expired')
})

test('what remains is the budget less all that is held, doubtful or spent, never below nothing', () => {
  const balance = { year: 2031, pending: 1, suspect: 2, posted: 4 }
  expect(taken(balance)).toBe(7)
  expect(remaining(balance, 10)).toBe(3)
  expect(remaining(balance, 5)).toBe(0)
})
