import { beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { updateAsset } from '../../src/domain/assets/update-asset.ts'
import { createKit } from '../../src/domain/kits/create-kit.ts'
import { newKit } from '../../src/domain/kits/schemas.ts'
import { countStalePairs } from '../../src/domain/runs/plan-stale.ts'
import { renderStale } from '../../src/domain/runs/render-stale.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const problem = z.object({
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
})
const made = z.object({ asset: z.object({ id: z.string() }) })
const task = z.object({ taskId: z.string() })

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

async function artwork(red: number): Promise<string> {
  const answer = await upload(user, await plainPng(60, 80, [red, 90, 90]), { title: `Red ${red}` })
  return made.parse(await answer.json()).asset.id
}

const archive = (id: string) => updateAsset(user.ctx, id, { status: 'archived' })
const generate = (body: object, query = '', headers = {}) =>
  api(user, 'POST', `/api/mockups/generate${query}`, body, headers)
const charged = async () => (await vendorRenders(user.vendorKey)).charged
const total = async (path: string) =>
  z.object({ total: z.number() }).parse(await (await api(user, 'GET', path)).json()).total

async function refusal(answer: Response) {
  expect(answer.status).toBe(409)
  return problem.parse(await answer.json())
}

describe('an archived artwork', () => {
  test('is named by the refusal to generate with it, dry run and kit too; nothing starts', async () => {
    const [active, archived] = [await artwork(1), await artwork(2)]
    await archive(archived)
    const kit = await createKit(
      user.ctx,
      newKit.parse({ name: 'Calm', scenes: [{ scene_key: 'bedroom', role: 'hero' }] }),
    )
    const assetIds = [active, archived]
    for (const [body, query] of [
      [{ assetIds, scenes: ['bedroom'] }, ''],
      [{ assetIds, scenes: ['bedroom'] }, '?dry_run=true'],
      [{ assetIds, kitId: kit.id }, ''],
      [{ assetIds, kitId: kit.id }, '?dry_run=true'],
    ] as const) {
      const { detail, errors } = await refusal(await generate(body, query))
      expect(detail).toContain('archived')
      expect(errors).toHaveLength(1)
      expect(errors[0]?.message).toContain(archived)
      expect(errors[0]?.message).toContain('Red 2')
    }
    expect(await total('/api/mockups/runs')).toBe(0)
    expect(await charged()).toBe(0)
  })

  test('can be generated with once it is active again, by the same key', async () => {
    const id = await artwork(3)
    const body = { assetIds: [id], scenes: ['bedroom'] }
    const key = { 'idempotency-key': newId() }
    await archive(id)
    await refusal(await generate(body, '', key))
    await updateAsset(user.ctx, id, { status: 'active' })
    expect((await generate(body, '', key)).status).toBe(202)
  })

  test('does not take back a run that was accepted before', async () => {
    const id = await artwork(4)
    const body = { assetIds: [id], scenes: ['bedroom'] }
    const key = { 'idempotency-key': newId() }
    const first = await generate(body, '', key)
    await archive(id)
    const again = await generate(body, '', key)
    expect(again.status).toBe(202)
    expect(task.parse(await again.json())).toEqual(task.parse(await first.json()))
  })

  test('has no mockup rendered again, alone or with others; those of others are not begun', async () => {
    const [active, archived] = [await artwork(5), await artwork(6)]
    const one = await seedMockup(user, { assetId: active })
    const other = await seedMockup(user, { assetId: archived })
    await archive(archived)
    const alone = `/api/mockups/${other.mockupId}/regenerate`
    expect((await refusal(await api(user, 'POST', alone))).detail).toContain('archived')
    expect((await api(user, 'POST', `${alone}?dry_run=true`)).status).toBe(409)
    const body = { sel: { ids: [one.mockupId, other.mockupId] }, action: 'regenerate' }
    for (const query of ['', '?dry_run=true']) {
      const { errors } = await refusal(await api(user, 'POST', `/api/mockups/bulk${query}`, body))
      expect(errors).toHaveLength(1)
      expect(errors[0]?.message).toContain(other.mockupId)
    }
    expect(await charged()).toBe(0)
  })

  test('is left out where all that is outdated is rendered again', async () => {
    const [active, archived] = [await artwork(7), await artwork(8)]
    for (const id of [active, archived]) {
      const answer = await generate({ assetIds: [id], scenes: ['bedroom'] })
      const { taskId } = task.parse(await answer.json())
      await api(user, 'GET', `/api/mockups/runs/${taskId}?wait=30`)
    }
    const scene = {
      scene_key: 'bedroom',
      name: 'My bedroom',
      dm_template_id: 'dm_bedroom_001',
      config: { smart_object: 'artwork_frame', fit: 'cover' },
    }
    expect((await api(user, 'POST', '/api/scenes', scene)).status).toBe(201)
    await vi.waitFor(async () => expect(await countStalePairs(user.ctx)).toBe(2))
    await archive(archived)
    expect(await countStalePairs(user.ctx)).toBe(1)
    expect(await renderStale(user.ctx, newId())).toMatchObject([{ mockupsQueued: 1 }])
    await archive(active)
    await expect(renderStale(user.ctx, newId())).rejects.toMatchObject({ code: 'conflict' })
  })
})
