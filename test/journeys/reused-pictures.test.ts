import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { listReview } from '../../src/domain/approvals/list-review.ts'
import { reviewQuery } from '../../src/domain/approvals/schemas.ts'
import { fingerprintOf } from '../../src/domain/pictures/recipe.ts'
import { listPictureChoices } from '../../src/domain/products/list-picture-choices.ts'
import { decideMockup } from '../../src/domain/review/decide-mockups.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

/** A mockup whose picture is what its artwork would be in its room today, with a decision. */
async function decided(decision: 'approved' | 'rejected') {
  const made = await seedMockup(user)
  await decideMockup(user.ctx, made.mockupId, decision)
  return made
}

test.each(['approved', 'rejected'] as const)(
  'a picture that was %s is that also in the next run that asks for it',
  async (decision) => {
    const { pictureId, assetId } = await decided(decision)
    await takeFingerprint(pictureId)
    const asked = { assetIds: [assetId], scenes: ['bedroom'] }
    const answer = await api(user, 'POST', '/api/mockups/generate', asked)
    const { taskId } = z.object({ taskId: z.string() }).parse(await answer.json())
    expect(await mockupsOf(taskId)).toMatchObject([{ status: decision, picture_id: pictureId }])
    expect((await listReview(user.ctx, reviewQuery.parse({}))).total).toBe(0)
  },
)

test('a picture that two runs have asked for is offered to a product once', async () => {
  const { assetId, pictureId } = await seedMockup(user, { status: 'approved' })
  const again = await seedMockup(user, { assetId, pictureId, status: 'approved', item: false })
  const other = await seedMockup(user, { assetId, scene: 'home_office', status: 'approved' })
  const offered = [other.mockupId, again.mockupId]
  expect((await offeredMockups({ artwork: { id: assetId } })).own).toEqual(offered)
  expect((await offeredMockups({})).others).toEqual(offered)
})

test('one that is chosen already stays, and is not offered by another mockup of its picture', async () => {
  const { assetId, pictureId, mockupId } = await seedMockup(user, { status: 'approved' })
  await seedMockup(user, { assetId, pictureId, status: 'approved', item: false })
  const offered = await offeredMockups({ artwork: { id: assetId }, chosen: [mockupId] })
  expect(offered).toEqual({ own: [mockupId], others: [] })
})

async function offeredMockups(asked: Parameters<typeof listPictureChoices>[1]) {
  const { own, others } = await listPictureChoices(user.ctx, asked)
  const idsOf = (choices: typeof own) =>
    choices.filter(({ scene }) => scene !== null).map(({ id }) => id)
  return { own: idsOf(own), others: idsOf(others) }
}

/** As the hub names the picture of this artwork in the bedroom. */
async function takeFingerprint(pictureId: string): Promise<void> {
  const bedroom = env.DB.prepare(
    "SELECT recipe FROM mockup_scene_templates WHERE user_id IS NULL AND scene_key = 'bedroom'",
  )
  const recipe = String(await bedroom.first('recipe'))
  const sql = 'UPDATE pictures SET fingerprint = ?, recipe = ? WHERE user_id = ? AND id = ?'
  const fingerprint = await fingerprintOf('abc', recipe)
  await env.DB.prepare(sql).bind(fingerprint, recipe, user.userId, pictureId).run()
}

async function mockupsOf(runId: string) {
  const { results } = await env.DB.prepare(
    'SELECT status, picture_id FROM mockups WHERE user_id = ? AND run_id = ?',
  )
    .bind(user.userId, runId)
    .all()
  return results
}
