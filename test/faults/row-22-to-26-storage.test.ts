import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { newId } from '../../src/ids.ts'
import { failAfter, failBefore, onCall, onKey } from '../support/faults/around.ts'
import {
  breakSecondStatement,
  refuseDatabase,
  strikeBatches,
  strikeFiles,
} from '../support/faults/bindings.ts'
import { assertInvariants } from '../support/faults/invariants.ts'
import {
  ACKED,
  contextOn,
  deliver,
  mockupsOf,
  onlyMockup,
  openStage,
  passTime,
  RETRIED,
  runCron,
  type Stage,
  settle,
  startOne,
  startRun,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const LOST = 'D1_ERROR: Network connection lost.'
const OVERLOADED = 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.'

async function expectPaidOnce(stage: Stage): Promise<void> {
  expect((await onlyMockup(stage)).status).toBe('completed')
  expect((await vendorCalls(stage)).renders).toHaveLength(1)
  await assertInvariants(stage)
}

test('row 22: the put into R2 fails → stored later from the saved link, by redelivery or by the sweep', async () => {
  for (const later of ['redelivery', 'sweep']) {
    const stage = await openStage()
    const message = await startOne(stage)
    const picture = `pictures/${message.pictureId}.1.png`
    const broken = strikeFiles('put', onKey(picture, failBefore('put: internal error (10001)')))
    expect(await deliver(stage, [message], broken)).toEqual(RETRIED)
    expect((await onlyMockup(stage)).status).toBe('generating')
    if (later === 'redelivery') expect(await deliver(stage, [message])).toEqual(ACKED)
    passTime(2 * 60_000)
    await runCron(stage)
    await expectPaidOnce(stage)
  }
})

test('row 23: R2 says absent, then the put finds it there → counts as stored, and stays as it is', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  await deliver(stage, [message], strikeBatches(onCall(2, failBefore())))
  const key = `users/${stage.user.userId}/pictures/${message.pictureId}.1.png`
  const before = await env.FILES.head(key)
  expect(before).not.toBeNull()
  const blind = strikeFiles(
    'head',
    onKey(`${message.pictureId}.1.png`, async () => null),
  )
  expect(await deliver(stage, [message], blind)).toEqual(ACKED)
  expect((await env.FILES.head(key))?.version).toBe(before?.version)
  await expectPaidOnce(stage)
})

test('row 24: D1 loses the connection after committing a run → accepted, and asked again changes nothing', async () => {
  const stage = await openStage()
  const groupId = newId()
  await startRun(stage, { groupId }, strikeBatches(failAfter(LOST)))
  const [mockup] = await mockupsOf(stage)
  await startRun(stage, { groupId, assetId: mockup?.asset_id })
  expect(stage.sent).toHaveLength(1)
  await settle(stage)
  await expectPaidOnce(stage)
})

test('row 24: D1 loses the connection after committing a retry → the same attempt goes on', async () => {
  const stage = await openStage()
  await breakVendor(stage, { kind: 'status', value: 422 })
  await deliver(stage, [await startOne(stage)])
  const { id: mockupId } = await onlyMockup(stage)
  await mendVendor(stage)
  const lost = contextOn(stage, strikeBatches(failAfter(LOST)))
  await expect(retryMockup(lost, mockupId)).rejects.toThrow(LOST)
  await retryMockup(contextOn(stage), mockupId)
  passTime(2 * 60_000)
  await runCron(stage)
  await settle(stage)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'completed', attempt: 2 })
  expect((await vendorCalls(stage)).charged).toBe(1)
  await assertInvariants(stage)
})

test('row 25: D1 is overloaded for 30 s → messages come back, pages and JSON answer 503 with Retry-After', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const cookie = await signUp()
  const overloaded = refuseDatabase(OVERLOADED)
  expect(await deliver(stage, [message], overloaded)).toEqual(RETRIED)
  await runCron(stage, overloaded).catch(() => {})
  for (const [path, headers] of [
    ['/api/mockups', { authorization: `Bearer ${stage.user.apiKey}` }],
    ['/mockups', { cookie }],
  ] as const) {
    const answer = await ask(new Request(`${ORIGIN}${path}`, { headers }), overloaded)
    expect([path, answer.status]).toEqual([path, 503])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await answer.text()).toContain('Nothing was lost')
  }
  passTime(30_000)
  expect(await deliver(stage, [message])).toEqual(ACKED)
  await expectPaidOnce(stage)
})

test('row 26: the second statement of a batch fails → nothing is written, and the credits are back', async () => {
  const stage = await openStage()
  await expect(startRun(stage, {}, breakSecondStatement())).rejects.toThrow()
  expect(await mockupsOf(stage)).toEqual([])
  const runs = await env.DB.prepare('SELECT count(*) AS n FROM mockup_runs WHERE user_id = ?')
    .bind(stage.user.userId)
    .first('n')
  expect(runs).toBe(0)
  expect(stage.sent).toEqual([])
  await assertInvariants(stage)
})

test('row 26: the second statement fails when a picture is recorded → all or nothing, recorded later', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  expect(await deliver(stage, [message], breakSecondStatement({ from: 2 }))).toEqual(RETRIED)
  expect(await onlyMockup(stage)).toMatchObject({ status: 'generating', file_key: null })
  expect(await deliver(stage, [message])).toEqual(ACKED)
  await expectPaidOnce(stage)
})

const ORIGIN = 'http://localhost:8787'

async function ask(request: Request, changes: Partial<Env> = {}): Promise<Response> {
  const execution = createExecutionContext()
  const answer = await app.fetch(request, { ...env, ...changes }, execution)
  await waitOnExecutionContext(execution)
  return answer
}

/** The cookies of a person who has just signed up. */
async function signUp(): Promise<string> {
  const form = { name: 'Ada', email: `${newId()}@example.com`, password: 'a long enough password' }
  const answer = await ask(
    new Request(`${ORIGIN}/sign-up`, {
      method: 'POST',
      headers: { origin: ORIGIN },
      body: new URLSearchParams(form),
    }),
  )
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
