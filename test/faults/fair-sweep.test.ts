import { expect, test } from 'vitest'
import * as z from 'zod'
import { refuseLedgerOf } from '../support/faults/bindings.ts'
import { generate, mockupOfRun, readMockups } from '../support/faults/calls.ts'
import {
  addArtwork,
  deliver,
  openStage,
  passTime,
  runCron,
  type Stage,
  takeSent,
} from '../support/faults/stage.ts'
import { MINUTE_MS } from '../support/faults/time.ts'

const ARTWORKS = 20
const SCENES = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']
const REQUESTS = 20
// Whatever is untouched for this long is looked at by the sweep.
const UNTOUCHED_MS = 2 * MINUTE_MS

/** Two thousand pairs of one user, of which no message has arrived. */
async function loseManyMessages(stage: Stage): Promise<void> {
  const assetIds: string[] = []
  while (assetIds.length < ARTWORKS) assetIds.push(await addArtwork(stage))
  for (let requests = 0; requests < REQUESTS; requests++) {
    await generate(stage, { assetIds, scenes: SCENES, regenerate: true })
  }
  takeSent(stage)
}

const owned = z.looseObject({ userId: z.string() })

/** What the sweep has sent for this user alone. */
function sentFor(stage: Stage): unknown[] {
  return takeSent(stage).filter((body) => owned.parse(body).userId === stage.user.userId)
}

test('two thousand unfinished pairs of one user do not hide the lost pair of another', async () => {
  const busy = await openStage()
  await loseManyMessages(busy)
  const other = await openStage()
  const taskId = await generate(other, { assetIds: [await addArtwork(other)] })
  takeSent(other)
  passTime(UNTOUCHED_MS)
  await runCron(other)
  passTime(MINUTE_MS)
  await runCron(other)
  const sent = sentFor(other)
  expect(sent.length, 'messages for the other user after two sweeps').toBeGreaterThan(0)
  await deliver(other, sent)
  expect((await mockupOfRun(other, taskId)).status).toBe('completed')
}, 120_000)

test('every unfinished pair of a user is reached by the sweeps in bounded time', async () => {
  const busy = await openStage()
  await loseManyMessages(busy)
  const sent = new Set<string>()
  for (let minutes = 0; minutes < 45; minutes++) {
    passTime(minutes === 0 ? UNTOUCHED_MS : MINUTE_MS)
    await runCron(busy)
    for (const body of sentFor(busy)) sent.add(JSON.stringify(body))
  }
  expect(sent.size, 'different messages in 45 minutes').toBe(REQUESTS * ARTWORKS * SCENES.length)
  expect((await readMockups(busy)).every((mockup) => mockup.status === 'pending')).toBe(true)
}, 120_000)

test("a sweep that stumbles over one user's ledger goes on with the others", async () => {
  const broken = await openStage()
  await generate(broken, { assetIds: [await addArtwork(broken)] })
  const other = await openStage()
  const taskId = await generate(other, { assetIds: [await addArtwork(other)] })
  takeSent(broken)
  takeSent(other)
  passTime(UNTOUCHED_MS)
  await runCron(other, refuseLedgerOf(broken.user.userId))
  await deliver(other, sentFor(other))
  expect((await mockupOfRun(other, taskId)).status).toBe('completed')
})
