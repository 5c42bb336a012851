import { expect, test } from 'vitest'
import {
  type Account,
  begin,
  CONFIRMED_TTL_MS,
  callStarted,
  charged,
  type Hold,
  type HoldState,
  isOpen,
  isOver,
  join,
  lapse,
  notCharged,
  release,
  remaining,
  reserve,
  resolveSuspect,
  type Step,
  taken,
  UNCONFIRMED_TTL_MS,
  unknown,
} from './entries.ts'

const NOW_MS = Date.UTC(2031, 4, 20, 12)
const TOKEN = 7
const NOW = { year: 2031, month: 5, nowMs: NOW_MS }
const LINK = 'https://vendor.test/1.png'

const HOLD: Hold = {
  attemptId: 'p.3',
  pictureId: 'p',
  attempt: 3,
  firstMockupId: 'm',
  closed: false,
  operation: 'generation',
  state: 'pending',
  year: 2030,
  month: 12,
  token: TOKEN,
  leaseUntilMs: 0,
  callStarted: false,
  calls: 1,
  failures: 1,
  exportUrl: null,
  note: 'before',
  releaseNote: null,
  changedAtMs: NOW_MS - 60_000,
}
const FLYING: Hold = { ...HOLD, state: 'in_flight', leaseUntilMs: NOW_MS + 500 }
const CALLING: Hold = { ...FLYING, callStarted: true, calls: 2 }

const SITUATIONS: Record<string, Hold> = {
  pending: HOLD,
  in_flight: FLYING,
  calling: CALLING,
  called: { ...CALLING, state: 'pending' },
  posted: { ...CALLING, state: 'posted', exportUrl: LINK },
  linkless: { ...CALLING, state: 'posted' },
  voided: { ...CALLING, state: 'voided' },
  unused: { ...HOLD, state: 'voided' },
  expired: { ...CALLING, state: 'expired' },
  corrected: { ...CALLING, state: 'expired', exportUrl: LINK },
  suspect: { ...CALLING, state: 'suspect' },
}

type Rule = (hold: Hold) => Step<unknown>
const RULES: Record<string, Rule> = {
  join: (hold) => join(hold),
  'lapse, claimed': (hold) => lapse(hold, 1, NOW_MS),
  'lapse, unclaimed': (hold) => lapse(hold, 0, NOW_MS),
  'lapse, lease over': (hold) => lapse(hold, 1, NOW_MS + 500),
  'lapse, both': (hold) => lapse(hold, 0, NOW_MS + 500),
  begin: (hold) => begin(hold, NOW_MS),
  callStarted: (hold) => callStarted(hold, TOKEN, 1_000, NOW_MS),
  charged: (hold) => charged(hold, TOKEN, LINK, NOW_MS),
  'charged, other link': (hold) => charged(hold, TOKEN, `${LINK}?2`, NOW_MS),
  'free wait': (hold) => notCharged(hold, 1, TOKEN, 'wait', 'why', NOW_MS),
  'free again': (hold) => notCharged(hold, 2, TOKEN, 'again', 'why', NOW_MS),
  'free give_back': (hold) => notCharged(hold, 1, TOKEN, 'give_back', 'why', NOW_MS),
  'free, unclaimed': (hold) => notCharged(hold, 0, TOKEN, 'wait', 'why', NOW_MS),
  unknown: (hold) => unknown(hold, TOKEN, 'why', NOW_MS),
  'release, claimed': (hold) => release(hold, 1, 'why', NOW_MS),
  'release, last': (hold) => release(hold, 0, 'why', NOW_MS),
  'resolve post': (hold) => resolveSuspect(hold, 'post', 'why', NOW_MS),
  'resolve void': (hold) => resolveSuspect(hold, 'void', 'why', NOW_MS),
}

// A cell is the named result and, where the hold changes state or fields, the state after it.
const TABLE = `
rule                | pending           | in_flight          | calling            | called            | posted     | linkless       | voided           | unused     | expired           | corrected   | suspect
join                | joined            | joined             | joined             | joined            | ended      | ended          | ended            | ended      | ended             | ended       | ended
lapse, claimed      | unchanged         | unchanged          | unchanged          | unchanged         | unchanged  | unchanged      | unchanged        | unchanged  | unchanged         | unchanged   | unchanged
lapse, unclaimed    | lapsed expired    | unchanged          | unchanged          | lapsed expired    | unchanged  | unchanged      | unchanged        | unchanged  | unchanged         | unchanged   | unchanged
lapse, lease over   | unchanged         | lapsed pending     | lapsed suspect     | unchanged         | unchanged  | unchanged      | unchanged        | unchanged  | unchanged         | unchanged   | unchanged
lapse, both         | lapsed expired    | lapsed expired     | lapsed suspect     | lapsed expired    | unchanged  | unchanged      | unchanged        | unchanged  | unchanged         | unchanged   | unchanged
begin               | begun in_flight   | leased             | leased             | begun in_flight   | posted     | posted         | voided           | voided     | expired           | expired     | suspect
callStarted         | stale             | started in_flight  | started            | stale             | stale      | stale          | stale            | stale      | stale             | stale       | stale
charged             | stale             | stale              | charged posted     | charged posted    | charged    | charged posted | corrected voided | stale      | corrected expired | corrected   | charged posted
charged, other link | stale             | stale              | charged posted     | charged posted    | stale      | charged posted | corrected voided | stale      | corrected expired | stale       | charged posted
free wait           | kept              | kept pending       | kept pending       | kept              | stale      | stale          | given_back       | given_back | stale             | stale       | stale
free again          | kept              | kept pending       | kept pending       | kept              | stale      | stale          | given_back       | given_back | stale             | stale       | stale
free give_back      | stale             | given_back voided  | given_back voided  | stale             | stale      | stale          | given_back       | given_back | stale             | stale       | stale
free, unclaimed     | kept              | given_back voided  | given_back voided  | kept              | stale      | stale          | given_back       | given_back | stale             | stale       | stale
unknown             | stale             | stale              | suspect suspect    | stale             | stale      | stale          | stale            | stale      | stale             | stale       | suspect
release, claimed    | kept              | in_flight          | in_flight          | kept              | kept       | kept           | kept             | kept       | kept              | kept        | kept
release, last       | voided voided     | in_flight in_flight| in_flight in_flight| voided voided     | kept       | kept           | kept             | kept       | kept              | kept        | kept
resolve post        | not_suspect       | not_suspect        | not_suspect        | not_suspect       | not_suspect| not_suspect    | not_suspect      | not_suspect| not_suspect       | not_suspect | posted posted
resolve void        | not_suspect       | not_suspect        | not_suspect        | not_suspect       | not_suspect| not_suspect    | not_suspect      | not_suspect| not_suspect       | not_suspect | voided voided
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
  const spends = to === 'posted' && from !== 'posted'
  const corrects = result === 'corrected' && next !== undefined
  expect(step.settled).toBe(spends ? 'generation' : corrects ? 'correction' : undefined)
})

function nameOf(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'result' in result
    ? result.result
    : result
}

const TOKEN_RULES = {
  callStarted: (hold: Hold, token: number) => callStarted(hold, token, 1_000, NOW_MS),
  charged: (hold: Hold, token: number) => charged(hold, token, LINK, NOW_MS),
  'notCharged wait': (hold: Hold, token: number) => notCharged(hold, 1, token, 'wait', '', NOW_MS),
  'notCharged give_back': (hold: Hold, token: number) =>
    notCharged(hold, 1, token, 'give_back', '', NOW_MS),
  unknown: (hold: Hold, token: number) => unknown(hold, token, '', NOW_MS),
}

test.each(Object.entries(TOKEN_RULES))('%s with another token changes nothing', (_name, rule) => {
  for (const hold of Object.values(SITUATIONS)) {
    for (const token of [TOKEN - 1, TOKEN + 1]) {
      expect(rule(hold, token)).toEqual({ result: 'stale', moves: [] })
    }
  }
})

test('a reservation holds one credit of the present month for an attempt at a picture', () => {
  const item = { pictureId: 'p', mockupId: 'm', operation: 'regeneration' } as const
  expect(reserve(item, 4, NOW)).toEqual({
    result: undefined,
    moves: [{ from: 'available', to: 'pending', year: 2031 }],
    hold: {
      attemptId: 'p.4',
      pictureId: 'p',
      attempt: 4,
      firstMockupId: 'm',
      closed: false,
      operation: 'regeneration',
      state: 'pending',
      year: 2031,
      month: 5,
      token: 0,
      leaseUntilMs: 0,
      callStarted: false,
      calls: 0,
      failures: 0,
      exportUrl: null,
      note: null,
      releaseNote: null,
      changedAtMs: NOW_MS,
    },
  })
})

test.each([
  ['pending', false, true],
  ['in_flight', false, true],
  ['posted', false, false],
  ['voided', true, false],
  ['expired', true, false],
  ['suspect', false, false],
])('a hold that is %s: over %s, open %s', (situation, over, open) => {
  const hold = SITUATIONS[situation]
  if (!hold) throw new Error(situation)
  expect([isOver(hold), isOpen(hold)]).toEqual([over, open])
})

test('a paid attempt is over once its picture is closed', () => {
  expect(isOver({ ...HOLD, state: 'posted', closed: true })).toBe(true)
})

test('whoever joins what was released takes the release back, and changes nothing else', () => {
  const released: Hold = { ...CALLING, releaseNote: 'cancelled' }
  expect(join(released)).toEqual({ result: 'joined', hold: CALLING, moves: [] })
})

test('beginning gives a higher token and a lease of 30 seconds', () => {
  const step = begin({ ...HOLD, callStarted: true }, NOW_MS)
  expect(step.result).toEqual({ result: 'begun', token: TOKEN + 1, failures: 1 })
  expect(step.hold).toEqual({
    ...HOLD,
    state: 'in_flight',
    token: TOKEN + 1,
    leaseUntilMs: NOW_MS + 30_000,
    changedAtMs: NOW_MS,
  })
})

test('beginning what has ended or is begun answers what is known of it', () => {
  const answer = (hold: Hold) => begin(hold, NOW_MS).result
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
  const calling: Hold = { ...CALLING, operation: 'regeneration' }
  const step = charged(calling, TOKEN, LINK, NOW_MS)
  expect(step.settled).toBe('regeneration')
  const posted = { ...calling, state: 'posted', exportUrl: LINK, changedAtMs: NOW_MS }
  expect(step.hold).toEqual(posted)
})

test('a late proof keeps its link, where the credit was counted or given back before', () => {
  for (const state of ['posted', 'voided', 'expired'] as const) {
    const ended: Hold = { ...CALLING, state }
    const { hold, moves } = charged(ended, TOKEN, LINK, NOW_MS)
    expect({ hold, moves }).toEqual({
      hold: { ...ended, exportUrl: LINK, changedAtMs: NOW_MS },
      moves: [],
    })
  }
})

test('a free answer keeps the hold for another call; only a failure is counted as one', () => {
  const ended = { ...CALLING, note: 'why', changedAtMs: NOW_MS }
  const step = (end: 'wait' | 'again' | 'give_back') =>
    notCharged(CALLING, 1, TOKEN, end, 'why', NOW_MS).hold
  expect(step('wait')).toEqual({ ...ended, state: 'pending' })
  expect(step('again')).toEqual({ ...ended, state: 'pending', failures: 2 })
  expect(step('give_back')).toEqual({ ...ended, state: 'voided', failures: 2 })
})

test('a free end of what was released says why it was released, unless the vendor refused it', () => {
  const released: Hold = { ...CALLING, releaseNote: 'cancelled' }
  const note = (hold: Hold, end: 'wait' | 'again' | 'give_back') =>
    notCharged(hold, 0, TOKEN, end, 'why', NOW_MS).hold?.note
  expect(note(released, 'wait')).toBe('cancelled')
  expect(note(released, 'again')).toBe('cancelled')
  expect(note(released, 'give_back')).toBe('why')
  expect(note(CALLING, 'wait')).toBe('why')
})

test('what is decided, unknown or given back keeps its reason and its time', () => {
  const why = { note: 'why', changedAtMs: NOW_MS }
  const suspect: Hold = { ...CALLING, state: 'suspect' }
  expect(unknown(CALLING, TOKEN, 'why', NOW_MS).hold).toEqual({ ...suspect, ...why })
  expect(release(HOLD, 0, 'why', NOW_MS).hold).toEqual({ ...HOLD, ...why, state: 'voided' })
  expect(release(CALLING, 0, 'why', NOW_MS).hold).toEqual({ ...CALLING, releaseNote: 'why' })
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
  const lapsed = (hold: Hold, claims: number) => lapse(hold, claims, lateMs).hold
  expect(lapsed(FLYING, 1)).toEqual({ ...FLYING, state: 'pending', changedAtMs: lateMs })
  expect(lapsed(CALLING, 1)).toEqual({
    ...CALLING,
    state: 'suspect',
    note: 'The call was started and never reported back',
    changedAtMs: lateMs,
  })
  expect(lapsed(HOLD, 0)).toEqual({ ...HOLD, state: 'expired', changedAtMs: lateMs })
  expect(lapsed(FLYING, 0)).toEqual({ ...FLYING, state: 'expired', changedAtMs: lateMs })
})

test('a lease that lapses after the last claim was released voids the hold, with the reason', () => {
  const released: Hold = { ...FLYING, releaseNote: 'cancelled' }
  expect(lapse(released, 0, NOW_MS + 500)).toEqual({
    result: 'lapsed',
    hold: { ...released, state: 'voided', note: 'cancelled', changedAtMs: NOW_MS + 500 },
    moves: [{ from: 'pending', to: 'available', year: 2030 }],
  })
})

test('a lease lapses at its very millisecond', () => {
  expect(lapse(FLYING, 1, NOW_MS + 499).result).toBe('unchanged')
  expect(lapse(FLYING, 1, NOW_MS + 500).result).toBe('lapsed')
})

test('a claim lasts five minutes, and a confirmed one a day', () => {
  expect([UNCONFIRMED_TTL_MS, CONFIRMED_TTL_MS]).toEqual([300_000, 86_400_000])
})

test('what remains is the budget less all that is held, suspect or spent, never below 0', () => {
  const balance = { year: 2031, pending: 1, suspect: 2, posted: 4 }
  expect(taken(balance)).toBe(7)
  expect(remaining(balance, 10)).toBe(3)
  expect(remaining(balance, 5)).toBe(0)
})
