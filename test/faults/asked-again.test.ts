import { expect, test } from 'vitest'
import * as z from 'zod'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { refundMockup } from '../../src/domain/suspects/refund-mockup.ts'
import { resolveSuspect } from '../../src/domain/suspects/resolve-suspect.ts'
import { holdUp } from '../support/faults/around.ts'
import { beforeWrite } from '../support/faults/before-write.ts'
import { strikeLedger } from '../support/faults/bindings.ts'
import { ask, generate, mockupOfRun, readCredits, readMockups } from '../support/faults/calls.ts'
import {
  addArtwork,
  contextOn,
  deliver,
  fireAlarm,
  onlyMockup,
  openStage,
  passTime,
  runCron,
  settle,
  startOne,
  takeSent,
} from '../support/faults/stage.ts'
import { breakVendor, mendVendor, vendorCalls } from '../support/faults/vendor.ts'

const anything = z.object({})

test('a picture that autopilot approves when it is shown again is approved wherever it is shown', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'status', value: 500 })
  const failed = await generate(stage, { assetIds })
  await settle(stage)
  await mendVendor(stage)
  passTime(10 * 60_000)
  takeSent(stage)
  const shown = await generate(stage, { assetIds, regenerate: true })
  await settle(stage)
  expect((await mockupOfRun(stage, shown)).status).toBe('completed')
  await ask(stage, ['PUT', '/api/settings', { global_mode: 'autopilot' }], [200, anything])
  const { id } = await mockupOfRun(stage, failed)
  await retryMockup(contextOn(stage), id)
  expect((await readMockups(stage)).map((one) => one.status)).toEqual(['approved', 'approved'])
  const open = await ask(stage, ['GET', '/api/approvals?status=pending'], [200, z.looseObject({})])
  expect(open).toMatchObject({ approvals: [] })
})

test('a mockup that paid twice for a picture that never came is refunded twice', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'bad_result', value: 'expired_link' })
  const taskId = await generate(stage, { assetIds })
  await settle(stage)
  const { id } = await mockupOfRun(stage, taskId)
  await retryMockup(contextOn(stage), id)
  await settle(stage)
  expect(await mockupOfRun(stage, taskId)).toMatchObject({ failure_code: 'lost', credits_used: 2 })
  await refundMockup(contextOn(stage), id)
  expect((await mockupOfRun(stage, taskId)).credits_used).toBe(1)
  await refundMockup(contextOn(stage), id)
  expect((await mockupOfRun(stage, taskId)).credits_used).toBe(0)
  expect(await readCredits(stage)).toMatchObject({ total_used: 0 })
})

test('whoever was slow to learn that a lost picture is rendered again does not pay for it once more', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  await breakVendor(stage, { kind: 'bad_result', value: 'expired_link', times: 1 })
  await generate(stage, { assetIds })
  await settle(stage)
  const slow = holdUp()
  const second = generate(stage, { assetIds }, { changes: strikeLedger('close', slow.instead) })
  await slow.reached
  await generate(stage, { assetIds })
  await settle(stage)
  slow.wake()
  await second
  await settle(stage)
  expect((await vendorCalls(stage)).charged).toBe(2)
  expect(await readCredits(stage)).toMatchObject({ total_used: 2, held: 0 })
  expect((await readMockups(stage)).map((one) => one.credits_used).toSorted()).toEqual([0, 1, 1])
})

test('a proof that comes while the picture is asked for again leaves no credit held and none counted', async () => {
  const stage = await openStage()
  const message = await startOne(stage)
  const slow = holdUp()
  const first = deliver(stage, [message], strikeLedger('charged', slow.instead))
  await slow.reached
  passTime(2 * 60_000)
  await fireAlarm(stage)
  await runCron(stage)
  takeSent(stage)
  const { id } = await onlyMockup(stage)
  const { changes, happened } = beforeWrite(/INSERT INTO pictures/, async () => {
    slow.wake()
    await first
  })
  await resolveSuspect(contextOn(stage, changes), id, 'render_again')
  expect(happened()).toBe(true)
  await settle(stage)
  expect.soft((await readCredits(stage)).held).toBe(0)
  expect.soft(await onlyMockup(stage)).toMatchObject({ status: 'completed' })
  expect((await vendorCalls(stage)).charged).toBe(1)
})

test('a picture of a run that skips approval is approved, though its proof comes late', async () => {
  const stage = await openStage()
  const assetIds = [await addArtwork(stage)]
  const taskId = await generate(stage, { assetIds, skipApproval: true })
  const slow = holdUp()
  const first = deliver(stage, takeSent(stage), strikeLedger('charged', slow.instead))
  await slow.reached
  passTime(2 * 60_000)
  await fireAlarm(stage)
  await runCron(stage)
  expect((await mockupOfRun(stage, taskId)).failure_code).toBe('suspect')
  slow.wake()
  await first
  await settle(stage)
  expect((await mockupOfRun(stage, taskId)).status).toBe('approved')
})
