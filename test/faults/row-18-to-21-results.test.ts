import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { failAfter, holdUp } from '../support/faults/around.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  contextOn,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  retriesOf,
  runCron,
  type Stage,
  settle,
  startOne,
  startRun,
  takeSent,
} from '../support/faults/stage.ts'
import { allowCredits, breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const DAY_MS = 24 * 60 * 60_000

async function picturesOf({ user }: Stage): Promise<string[]> {
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/pictures/` })
  return objects.map((object) => object.key)
}

test('row 18: 401 or 403 for want of credits → the key stops, work is parked, credits back, the user is told why', async () => {
  for (const { refuse, reason, calls = 1 } of [
    {
      refuse: (stage: Stage) => breakVendor(stage, { kind: 'status', value: 401 }),
      reason: 'Unauthenticated.',
    },
    {
      // The free calls that come before a paid one are refused too.
      refuse: (stage: Stage) => breakVendor(stage, { kind: 'status', value: 401, operation: '*' }),
      reason: 'refused the API key',
      calls: 0,
    },
    { refuse: (stage: Stage) => allowCredits(stage, 0), reason: 'Insufficient credits' },
  ]) {
    const stage = await openStage()
    await refuse(stage)
    await startRun(stage, { scenes: ['bedroom', 'living_room', 'home_office'] })
    const [first, ...others] = takeSent(stage)
    expect(await deliver(stage, [first])).toEqual(ACKED)
    expect(await deliver(stage, others)).toEqual({ acked: 2, retried: 0 })
    expect((await vendorCalls(stage)).renders).toHaveLength(calls)
    for (const row of await mockupsOf(stage)) {
      expect(row).toMatchObject({ status: 'failed', failure_code: 'parked' })
      expect(row.error_message).toContain(reason)
    }
    const integration = await env.DB.prepare(
      'SELECT status, error FROM integrations WHERE user_id = ?',
    )
      .bind(stage.user.userId)
      .first()
    expect(integration).toMatchObject({ status: 'error' })
    expect(String(integration?.error)).toContain(reason)
    await assertInvariants(stage)
    await expectRetriedByHandOnly(stage)
    expect(await integrationStatus(stage)).toBe('connected')
  }
})

async function integrationStatus({ user }: Stage): Promise<unknown> {
  return env.DB.prepare('SELECT status FROM integrations WHERE user_id = ?')
    .bind(user.userId)
    .first('status')
}

/** The minute's sweeps leave parked work alone; a person starts it when the key is in order. */
async function expectRetriedByHandOnly(stage: Stage): Promise<void> {
  passTime(DAY_MS / 2)
  await runCron(stage)
  expect(stage.sent).toEqual([])
  await mendVendor(stage)
  await allowCredits(stage, 100)
  const [row] = await mockupsOf(stage)
  await retryMockup(contextOn(stage), row?.id ?? '')
  await settle(stage)
  expect((await mockupsOf(stage))[0]).toMatchObject({ status: 'completed', attempt: 2 })
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
}

test('row 18: there is no key any more → nothing is started, credits back, and with a key it can be tried again', async () => {
  const stage = await openStage()
  await startRun(stage, { scenes: ['bedroom', 'living_room'] })
  await setKey(stage, 'disconnected')
  expect(await deliver(stage, takeSent(stage))).toEqual({ acked: 2, retried: 0 })
  expect((await vendorCalls(stage)).renders).toEqual([])
  const codes = (await mockupsOf(stage)).map((row) => row.failure_code)
  expect(codes).toEqual(['parked', 'parked'])
  await assertInvariants(stage)
  await setKey(stage, 'connected')
  await expectRetriedByHandOnly(stage)
})

test('row 18: the key is taken away after a render was paid → its picture is fetched all the same', async () => {
  for (const state of ['disconnected', 'connected']) {
    const stage = await openStage()
    const message = await startOne(stage)
    await deliver(stage, [message], strikeLedger('charged', failAfter()))
    await setKey(stage, state)
    expect(await deliver(stage, [message])).toEqual(ACKED)
    expect((await onlyMockup(stage)).status).toBe('completed')
    expect((await vendorCalls(stage)).renders).toHaveLength(1)
    await assertInvariants(stage)
  }
})

test('row 18: the key is taken away during a call → that call ends as it ends', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const pause = holdUp()
  const slow = deliver(stage, [message], strikeLedger('charged', pause.instead))
  await pause.reached
  await setKey(stage, 'disconnected')
  expect(await deliver(stage, [message])).toEqual(ACKED)
  pause.wake()
  expect(await slow).toEqual(ACKED)
  await settle(stage)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})

async function setKey({ user }: Stage, status: string): Promise<void> {
  await env.DB.prepare('UPDATE integrations SET status = ?, error = NULL WHERE user_id = ?')
    .bind(status, user.userId)
    .run()
}

test('row 19: 200 without a usable result → suspect, and no foreign host is asked', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  for (const value of ['success_false', 'no_export_path', 'html', 'foreign_host']) {
    const stage = await openStage()
    await breakVendor(stage, { kind: 'bad_result', value })
    expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
    const mockup = await onlyMockup(stage)
    expect(mockup).toMatchObject({ status: 'failed', failure_code: 'suspect' })
    expect(mockup.error_message).toContain('No result URL')
    expect(await picturesOf(stage)).toEqual([])
    await assertInvariants(stage, { suspect: 1 })
  }
  const addresses = fetched.mock.calls.map(([input]) => new URL(String(input)))
  expect(addresses.filter(({ pathname }) => pathname.endsWith('/v1/renders'))).toHaveLength(4)
  const hosts = addresses.map(({ host }) => host)
  expect(new Set(hosts)).toEqual(new Set([new URL(env.SANDBOX_URL).host]))
})

test('row 20: the export link has expired → shown as lost, and never paid again by itself', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'bad_result', value: 'expired_link' })
  expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
  const mockup = await onlyMockup(stage)
  expect(mockup).toMatchObject({ status: 'failed', failure_code: 'lost' })
  expect(mockup.error_message).toContain('The credit was charged')
  for (let hours = 0; hours < 3; hours++) {
    passTime(DAY_MS)
    await runCron(stage)
    await settle(stage)
  }
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', attempt: 1 })
  await assertInvariants(stage)
  await mendVendor(stage)
  await retryMockup(contextOn(stage), mockup.id)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  expect((await vendorCalls(stage)).charged).toBe(2)
  await assertInvariants(stage, { paidAgainByHand: 1 })
})

test('row 21: the picture has 200 MB, or is none → lost, and nothing is stored', async () => {
  for (const value of ['huge', 'not_image']) {
    const stage = await openStage()
    await breakVendor(stage, { kind: 'bad_result', value })
    expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
    expect(await onlyMockup(stage)).toMatchObject({ status: 'failed', failure_code: 'lost' })
    expect(await picturesOf(stage)).toEqual([])
    expect(await retriesOf(stage)).toMatchObject([{ status: 'exhausted', permanent: true }])
    await assertInvariants(stage)
  }
})

test('row 21: the picture is cut short → no partial object, fetched again later, no new render', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'bad_result', value: 'truncated' })
  const message = await startOne(stage)
  for (let times = 0; times < 2; times++) {
    expect(await deliver(stage, [message])).toEqual(ACKED)
    expect(await onlyMockup(stage)).toMatchObject({ status: 'pending', waiting_for: 'download' })
    expect(takeSent(stage)).toEqual([message])
    expect(await picturesOf(stage)).toEqual([])
  }
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage, { unfinished: 1 })
})

test('row 21: the picture comes in chunks of no announced length → stored', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'bad_result', value: 'chunked' })
  expect(await deliver(stage, [await startOne(stage)])).toEqual(ACKED)
  expect((await onlyMockup(stage)).status).toBe('completed')
  await assertInvariants(stage)
})
