import { env } from 'cloudflare:workers'
import { beforeEach, expect, test, vi } from 'vitest'
import { utcMonth } from '../clock.ts'
import { newId } from '../ids.ts'
import { type Ledger, ledgerOf } from './client.ts'
import type { ReserveItem } from './types.ts'

// Far ahead of the real time, so that no alarm fires by itself.
const START_MS = Date.UTC(2040, 5, 1)
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const { year, month } = utcMonth(START_MS)
const LINK = 'https://vendor.test/1.png'

beforeEach(() => void vi.setSystemTime(START_MS))

const newLedger = () => ledgerOf(env.CREDIT_LEDGER, newId())
const at = (ms: number) => void vi.setSystemTime(START_MS + ms)
const usage = (ledger: Ledger, budget = 5) => ledger.usage(year, month, budget)

/** `m1` of run `r1` wants the picture `p`, unless said otherwise. */
function item(change: Partial<ReserveItem> = {}): ReserveItem {
  return { pictureId: 'p', mockupId: 'm1', runId: 'r1', operation: 'generation', ...change }
}

const OTHER = item({ mockupId: 'm2', runId: 'r2' })

async function reserve(ledger: Ledger, groupId: string, items: ReserveItem[], budget = 5) {
  const answer = await ledger.reserveMany({ groupId, items, budget })
  if (answer.result !== 'reserved') throw new Error(answer.result)
  return answer.items.map(({ attemptId, result }) => `${attemptId} ${result}`)
}

/** The call of the picture's first attempt is under way, by a group that is confirmed. */
async function startCall(ledger: Ledger, items = [item()]): Promise<void> {
  await reserve(ledger, 'a', items)
  await ledger.confirm('a')
  await ledger.begin('p.1')
  await ledger.callStarted('p.1', 1, MINUTE_MS)
}

const stateOf = async (ledger: Ledger, attemptId = 'p.1') => (await ledger.states([attemptId]))[0]

test('one picture, asked for twice in a group and by two groups, holds one credit', async () => {
  const ledger = newLedger()
  const twice = [item(), item({ mockupId: 'm3' })]
  expect(await reserve(ledger, 'a', twice)).toEqual(['p.1 reserved', 'p.1 joined'])
  expect(await reserve(ledger, 'b', [OTHER])).toEqual(['p.1 joined'])
  expect(await reserve(ledger, 'a', twice)).toEqual(['p.1 reserved', 'p.1 joined'])
  expect(await usage(ledger)).toMatchObject({ held: 1 })
  expect(await stateOf(ledger)).toMatchObject({ claims: 3, payer: 'm1' })
})

test('releasing an attempt drops every confirmed claim, whoever has it, and gives its credit back', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  await reserve(ledger, 'b', [OTHER])
  await ledger.confirm('a')
  await ledger.confirm('b')
  expect(await ledger.release({ attemptIds: ['p.1'] }, 'why')).toMatchObject({ voided: ['p.1'] })
  expect(await stateOf(ledger)).toMatchObject({ state: 'voided', note: 'why', claims: 0 })
  expect(await usage(ledger)).toMatchObject({ held: 0 })
})

test('releasing an attempt leaves it to whoever is still writing the rows that want it', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  await ledger.confirm('a')
  await reserve(ledger, 'writing', [OTHER])
  expect(await ledger.release({ attemptIds: ['p.1'] }, 'why')).toEqual({ voided: [], inFlight: [] })
  expect(await stateOf(ledger)).toMatchObject({ state: 'pending', claims: 1, payer: 'm2' })
  at(6 * MINUTE_MS)
  expect(await stateOf(ledger)).toMatchObject({ state: 'expired' })
})

test('a reservation whose rows were never written leaves nothing that others wait for', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'died', [item()])
  await reserve(ledger, 'b', [OTHER])
  await ledger.confirm('b')
  at(6 * MINUTE_MS)
  expect(await stateOf(ledger)).toMatchObject({ state: 'pending', claims: 1, payer: 'm2' })
  expect(await ledger.begin('p.1')).toMatchObject({ result: 'begun' })
})

test('a reservation given up before its rows were written does not end what another has joined', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  await reserve(ledger, 'b', [OTHER])
  expect(await ledger.releaseGroup('a', 'not written')).toEqual({ voided: [], inFlight: [] })
  expect(await usage(ledger)).toMatchObject({ held: 1 })
  expect(await ledger.releaseGroup('b', 'not written')).toEqual({ voided: ['p.1'], inFlight: [] })
  expect(await usage(ledger)).toMatchObject({ held: 0 })
})

test('two groups that ask for the same mockup do not end each other', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'person', [item()])
  expect(await reserve(ledger, 'machine', [item()])).toEqual(['p.1 reserved'])
  await ledger.releaseGroup('machine', 'the person was first')
  expect(await ledger.confirm('person')).toEqual({ confirmed: 1 })
  expect(await stateOf(ledger)).toMatchObject({ state: 'pending', claims: 1 })
})

test.each([
  ['released', (ledger: Ledger) => ledger.releaseGroup('a', 'not written')],
  ['expired', async () => at(6 * MINUTE_MS)],
])('a group that was %s holds again when it is asked for again', async (_name, end) => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  await end(ledger)
  expect(await reserve(ledger, 'a', [item()])).toEqual(['p.2 reserved'])
  expect(await usage(ledger)).toMatchObject({ held: 1 })
})

test('an expired hold of a cancelled run is not revived: begin answers that it has expired', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  at(6 * MINUTE_MS)
  await ledger.release({ runId: 'r1' }, 'cancelled')
  expect(await ledger.begin('p.1')).toEqual({ result: 'expired' })
  expect(await usage(ledger)).toMatchObject({ held: 0, remaining: 5 })
})

test('cancelling a run voids what it alone wants, and leaves what another run wants', async () => {
  const ledger = newLedger()
  const own = item({ pictureId: 'q', mockupId: 'm9' })
  await reserve(ledger, 'a', [item(), own])
  await reserve(ledger, 'b', [OTHER])
  const released = await ledger.release({ runId: 'r1' }, 'cancelled')
  expect(released).toEqual({ voided: ['q.1'], inFlight: [] })
  expect(await ledger.begin('q.1')).toEqual({ result: 'voided', note: 'cancelled' })
  expect(await stateOf(ledger)).toMatchObject({ state: 'pending', claims: 1, payer: 'm2' })
})

test.each(['wait', 'again'] as const)(
  'what was cancelled in flight is not tried again after a free answer: %s',
  async (end) => {
    const ledger = newLedger()
    await startCall(ledger)
    const released = await ledger.release({ mockupIds: ['m1'] }, 'cancelled')
    expect(released).toEqual({ voided: [], inFlight: ['p.1'] })
    expect(await ledger.notCharged('p.1', 1, end, 'asked to wait')).toBe('given_back')
    expect(await stateOf(ledger)).toMatchObject({ state: 'voided', note: 'cancelled' })
  },
)

test('what was cancelled in flight is kept when another mockup has joined it since', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.release({ runId: 'r1' }, 'cancelled')
  expect(await reserve(ledger, 'b', [OTHER])).toEqual(['p.1 joined'])
  expect(await ledger.notCharged('p.1', 1, 'wait', 'asked to wait')).toBe('kept')
  expect(await ledger.begin('p.1')).toMatchObject({ result: 'begun', token: 2 })
})

test('what was cancelled in flight and charged is paid by the mockup that asked first', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.release({ runId: 'r1' }, 'cancelled')
  expect(await ledger.charged('p.1', 1, LINK)).toBe('charged')
  expect(await ledger.paid(['p'])).toEqual([{ pictureId: 'p', mockupId: 'm1', credits: 1 }])
})

test('a picture is paid by the oldest mockup that still wants it, and that stays its payer', async () => {
  const ledger = newLedger()
  await startCall(ledger, [item(), OTHER])
  await ledger.release({ runId: 'r1' }, 'cancelled')
  await ledger.charged('p.1', 1, LINK)
  at(48 * HOUR_MS)
  expect(await stateOf(ledger)).toMatchObject({ state: 'posted', payer: 'm2', claims: 0 })
  expect(await ledger.paid(['p', 'unknown'])).toEqual([
    { pictureId: 'p', mockupId: 'm2', credits: 1 },
  ])
})

test('a refund is taken off what the mockup has paid for the picture', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.charged('p.1', 1, LINK)
  const refund = { operation: 'refund', credits: 1, attemptId: 'p.1', budget: 5 } as const
  await ledger.adjust({ ...refund, key: 'lost', pictureId: 'p', mockupId: 'm1' })
  expect(await ledger.paid(['p'])).toEqual([{ pictureId: 'p', mockupId: 'm1', credits: 0 }])
})

test('work that is still wanted keeps its credit for as long as it is renewed', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()])
  for (let days = 0; days < 7; days++) {
    at(days * 23 * HOUR_MS + 4 * MINUTE_MS)
    expect(await ledger.renew(['m1', 'gone'])).toEqual({ renewed: 1 })
  }
  at(6 * 23 * HOUR_MS + 4 * MINUTE_MS + 24 * HOUR_MS)
  expect(await ledger.renew(['m1'])).toEqual({ renewed: 0 })
  expect(await stateOf(ledger)).toMatchObject({ state: 'expired' })
})

test('a late proof posts a suspect credit, and keeps its link', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  at(2 * MINUTE_MS)
  expect(await stateOf(ledger)).toMatchObject({ state: 'suspect' })
  expect(await ledger.charged('p.1', 1, LINK)).toBe('charged')
  expect(await ledger.charged('p.1', 1, LINK)).toBe('charged')
  expect(await ledger.begin('p.1')).toEqual({ result: 'posted', exportUrl: LINK })
  expect(await usage(ledger)).toMatchObject({ total_used: 1, suspect: 0, held: 0 })
})

test('a late proof of a credit given back is one correction, and the hold stays as it was', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.unknown('p.1', 1, 'silence')
  await ledger.resolveSuspect('p.1', 'void', 'render again')
  expect(await reserve(ledger, 'b', [OTHER], 1)).toEqual(['p.2 reserved'])
  expect(await ledger.charged('p.1', 1, LINK)).toBe('corrected')
  expect(await ledger.charged('p.1', 1, LINK)).toBe('corrected')
  expect(await stateOf(ledger)).toMatchObject({ state: 'voided', exportUrl: LINK, payer: 'm1' })
  expect(await usage(ledger, 1)).toMatchObject({ total_used: 1, held: 1, remaining: 0 })
  expect(await ledger.settledAfter(0, 10)).toMatchObject([
    { operation: 'correction', credits: 1, attemptId: 'p.1', pictureId: 'p', mockupId: 'm1' },
  ])
})

test('a late proof of what was counted as paid brings the link that was missing', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.unknown('p.1', 1, 'silence')
  await ledger.resolveSuspect('p.1', 'post', 'a day has passed')
  expect(await ledger.begin('p.1')).toEqual({ result: 'posted', exportUrl: null })
  expect(await ledger.charged('p.1', 1, LINK)).toBe('charged')
  expect(await ledger.begin('p.1')).toEqual({ result: 'posted', exportUrl: LINK })
  expect(await usage(ledger)).toMatchObject({ total_used: 1 })
})

test('a suspect picture holds no second credit, and a paid one none until it is closed', async () => {
  const ledger = newLedger()
  await startCall(ledger)
  await ledger.unknown('p.1', 1, 'silence')
  expect(await reserve(ledger, 'b', [OTHER])).toEqual(['p.1 suspect'])
  await ledger.resolveSuspect('p.1', 'post', 'found')
  expect(await reserve(ledger, 'b', [OTHER])).toEqual(['p.1 posted'])
  await ledger.close(['p.1'])
  expect(await stateOf(ledger)).toMatchObject({ state: 'posted', closed: true })
  expect(await reserve(ledger, 'b', [OTHER])).toEqual(['p.2 reserved'])
  const [newest, ...more] = await ledger.newestStates(['p', 'never reserved'])
  expect(newest).toMatchObject({ attemptId: 'p.2', attempt: 2, state: 'pending', payer: 'm2' })
  expect(more).toEqual([])
})

test('a suspect attempt keeps the mockups that wait for its decision', async () => {
  const ledger = newLedger()
  await startCall(ledger, [item(), OTHER])
  await ledger.release({ runId: 'r1' }, 'cancelled')
  await ledger.unknown('p.1', 1, 'silence')
  at(30 * HOUR_MS)
  expect(await stateOf(ledger)).toMatchObject({ state: 'suspect', claims: 1, payer: 'm2' })
  await ledger.resolveSuspect('p.1', 'post', 'a day has passed')
  expect(await ledger.paid(['p'])).toEqual([{ pictureId: 'p', mockupId: 'm2', credits: 1 }])
})

test('a refused group leaves no hold and no claim, also where it would have joined', async () => {
  const ledger = newLedger()
  await reserve(ledger, 'a', [item()], 1)
  const items = [OTHER, item({ pictureId: 'q', mockupId: 'm3' })]
  const refused = await ledger.reserveMany({ groupId: 'b', items, budget: 1 })
  expect(refused).toEqual({ result: 'insufficient', remaining: 0 })
  expect(await stateOf(ledger)).toMatchObject({ claims: 1 })
  expect(await ledger.newestStates(['q'])).toEqual([])
  expect(await reserve(ledger, 'b', [OTHER], 1)).toEqual(['p.1 joined'])
})
