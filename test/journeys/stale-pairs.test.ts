import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { countStalePairs, planStale } from '../../src/domain/runs/plan-stale.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const KEPT = 'SELECT scene, asset_id FROM stale_pairs WHERE user_id = ? ORDER BY scene, asset_id'
const FOUND = `SELECT DISTINCT scene, asset_id FROM mockups AS m
  WHERE user_id = ? AND stale = 1 AND NOT EXISTS (SELECT 1 FROM mockups AS other
    WHERE other.user_id = m.user_id AND other.asset_id = m.asset_id AND other.scene = m.scene
      AND other.stale = 0 AND other.status <> 'failed')
  ORDER BY scene, asset_id`

async function expectPairs({ userId }: TestUser, scenes: string[]): Promise<void> {
  const [kept, found] = await Promise.all(
    [KEPT, FOUND].map((text) => env.DB.prepare(text).bind(userId).all()),
  )
  expect(kept?.results).toEqual(found?.results)
  expect(kept?.results.map((row) => row.scene)).toEqual(scenes)
}

function replaceFile({ userId }: TestUser, assetId: string, hash: string) {
  return env.DB.prepare('UPDATE assets SET content_hash = ? WHERE user_id = ? AND id = ?')
    .bind(hash, userId, assetId)
    .run()
}

function set({ userId }: TestUser, mockupId: string, values: string) {
  return env.DB.prepare(`UPDATE mockups SET ${values} WHERE user_id = ? AND id = ?`)
    .bind(userId, mockupId)
    .run()
}

test('a pair is asked for again until it was, and once more when that failed or was deleted', async () => {
  const user = await createUser()
  const { assetId, mockupId } = await seedMockup(user)
  await seedMockup(user, { assetId, scene: 'living_room' })
  await replaceFile(user, assetId, 'another')
  expect(await countStalePairs(user.ctx)).toBe(2)
  await expectPairs(user, ['bedroom', 'living_room'])

  const again = await seedMockup(user, { assetId, status: 'pending' })
  await expectPairs(user, ['living_room'])
  for (const status of ['failed', 'pending', 'generating', 'failed', 'approved']) {
    await Promise.all([1, 2].map(() => set(user, again.mockupId, `status = '${status}'`)))
    await expectPairs(user, status === 'failed' ? ['bedroom', 'living_room'] : ['living_room'])
  }
  await api(user, 'DELETE', `/api/mockups/${again.mockupId}`)
  await expectPairs(user, ['bedroom', 'living_room'])
  await Promise.all([1, 2].map(() => api(user, 'DELETE', `/api/mockups/${mockupId}`)))
  await expectPairs(user, ['living_room'])
  expect(await countStalePairs(user.ctx)).toBe(1)
})

test('what is as it was before is asked for no more, and what failed while stale is', async () => {
  const user = await createUser()
  const { assetId, mockupId } = await seedMockup(user)
  await replaceFile(user, assetId, 'another')
  expect((await planStale(user.ctx)).pairs.map(({ asset }) => asset.id)).toEqual([assetId])
  await set(user, mockupId, "status = 'failed'")
  await expectPairs(user, ['bedroom'])
  await set(user, mockupId, 'stale = 0')
  await expectPairs(user, [])
  await set(user, mockupId, 'stale = 1')
  await expectPairs(user, ['bedroom'])
  await set(user, mockupId, "status = 'pending', stale = 0")
  await expectPairs(user, [])
})

test('of two mockups of one pair both must be stale', async () => {
  const user = await createUser()
  const { assetId, mockupId } = await seedMockup(user)
  const other = await seedMockup(user, { assetId })
  await set(user, mockupId, 'stale = 1')
  await expectPairs(user, [])
  await set(user, other.mockupId, 'stale = 1')
  await expectPairs(user, ['bedroom'])
  await Promise.all([mockupId, other.mockupId].map((id) => set(user, id, 'stale = 0')))
  await expectPairs(user, [])
})

test('another user has no part in it, and a scene that is off has no pairs', async () => {
  const [user, other] = [await createUser(), await createUser()]
  const { assetId } = await seedMockup(user, { scene: 'gone' })
  await replaceFile(user, assetId, 'another')
  expect(await countStalePairs(user.ctx)).toBe(0)
  expect((await planStale(user.ctx)).pairs).toEqual([])
  await expectPairs(user, ['gone'])
  await expectPairs(other, [])
})
