import { env } from 'cloudflare:workers'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { renderAtOnce, vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { upload } from '../support/worker/upload.ts'

const run = z.object({
  taskId: z.string(),
  status: z.enum(['running', 'done', 'cancelled']),
  counts: z.record(z.string(), z.number()),
  generated: z.number(),
  failed: z.number(),
  totalCreditsUsed: z.number(),
  results: z.array(
    z.object({
      mockupId: z.string(),
      assetId: z.string(),
      scene: z.string(),
      status: z.string(),
      url: z.string().optional(),
      error: z.string().optional(),
      creditsUsed: z.number(),
    }),
  ),
})
const credits = z.object({
  total_used: z.number(),
  remaining_annual: z.number(),
  held: z.number(),
  suspect: z.number(),
})

async function newArtwork(user: TestUser, red: number): Promise<string> {
  const answer = await upload(user, await plainPng(60, 80, [red, 90, 90]))
  return z.object({ asset: z.object({ id: z.string() }) }).parse(await answer.json()).asset.id
}

async function owner(budget?: number): Promise<TestUser> {
  const user = await createUser()
  await renderAtOnce(user.vendorKey)
  if (budget !== undefined) {
    await api(user, 'PUT', '/api/settings', { guardrails: { annual_mockup_budget: budget } })
  }
  return user
}

async function runOf(user: TestUser, taskId: string) {
  return run.parse(await (await api(user, 'GET', `/api/mockups/runs/${taskId}`)).json())
}

async function finished(user: TestUser, answer: Response) {
  expect(answer.status).toBe(202)
  const { taskId } = z.object({ taskId: z.string() }).parse(await answer.json())
  return vi.waitFor(
    async () => {
      const state = await runOf(user, taskId)
      expect(state.status).toBe('done')
      return state
    },
    { timeout: 20_000, interval: 100 },
  )
}

async function creditsOf(user: TestUser) {
  return credits.parse(await (await api(user, 'GET', '/api/mockups/credits')).json())
}

test('artwork becomes mockups of five rooms, each paid for once', async () => {
  const user = await owner()
  const assetId = await newArtwork(user, 10)
  const scenes = ['bedroom', 'therapy_office', 'living_room', 'reading_nook', 'home_office']
  const done = await finished(
    user,
    await api(user, 'POST', '/api/mockups/generate', { assetIds: [assetId], scenes }),
  )
  expect(done).toMatchObject({ generated: 5, failed: 0, totalCreditsUsed: 5 })
  expect(done.results).toHaveLength(5)
  expect((await vendorRenders(user.vendorKey)).charged).toBe(5)
  expect(await creditsOf(user)).toMatchObject({ total_used: 5, held: 0, suspect: 0 })
  const { objects } = await env.FILES.list({ prefix: `users/${user.userId}/pictures/` })
  const pictures = objects.filter(({ key }) => key.endsWith('.1.png'))
  expect(pictures).toHaveLength(5)
  for (const { size } of pictures) expect(size).toBeGreaterThan(1000)
  const approvals = z
    .object({ approvals: z.array(z.object({ type: z.string() })), total: z.number() })
    .parse(await (await api(user, 'GET', '/api/approvals?status=pending')).json())
  expect(approvals.total).toBe(5)
})

test('a run that is waited for is answered when it has ended', async () => {
  const user = await owner()
  const request = { assetIds: [await newArtwork(user, 12)], scenes: ['bedroom', 'home_office'] }
  const answer = await api(user, 'POST', '/api/mockups/generate', request)
  const { taskId } = z.object({ taskId: z.string() }).parse(await answer.json())
  const path = `/api/mockups/runs/${taskId}`
  const waited = run.parse(await (await api(user, 'GET', `${path}?wait=30`)).json())
  expect(waited).toMatchObject({ status: 'done', generated: 2 })
  for (const wait of ['31', '-1', '1.5', 'long']) {
    expect((await api(user, 'GET', `${path}?wait=${wait}`)).status).toBe(400)
  }
  const stranger = await createUser()
  expect((await api(stranger, 'GET', `${path}?wait=30`)).status).toBe(404)
})

test('a run that does not end is answered as it is when the time is over', async () => {
  const user = await owner()
  const { runId } = await seedMockup(user, { status: 'generating', item: false })
  const answer = await api(user, 'GET', `/api/mockups/runs/${runId}?wait=1`)
  expect(run.parse(await answer.json())).toMatchObject({ status: 'running' })
})

test('the list tells each mockup’s artwork, newest first, a page at a time', async () => {
  const user = await owner()
  const assetId = await newArtwork(user, 15)
  const request = { assetIds: [assetId], scenes: ['bedroom', 'home_office', 'living_room'] }
  await finished(user, await api(user, 'POST', '/api/mockups/generate', request))
  const list = z.object({
    mockups: z.array(
      z.object({ id: z.string(), status: z.string(), assets: z.object({ id: z.string() }) }),
    ),
    total: z.number(),
    next_cursor: z.string().optional(),
  })
  const page = async (query: string) =>
    list.parse(await (await api(user, 'GET', `/api/mockups?${query}`)).json())
  const first = await page('limit=2')
  const rest = await page(`limit=2&cursor=${first.next_cursor}`)
  expect(first.total).toBe(3)
  const all = [...first.mockups, ...rest.mockups]
  expect(all).toHaveLength(3)
  expect(all.map((mockup) => mockup.id)).toEqual(
    all
      .map((mockup) => mockup.id)
      .toSorted()
      .reverse(),
  )
  expect(new Set(all.map((mockup) => mockup.assets.id))).toEqual(new Set([assetId]))
  expect(all.every((mockup) => mockup.id !== mockup.assets.id)).toBe(true)
  expect((await page('scene=bedroom&status=completed')).total).toBe(1)
  expect((await page(`assetId=${assetId}&limit=1&offset=2`)).mockups).toHaveLength(1)
})

const listed = z.object({
  mockups: z.array(z.object({ id: z.string(), status: z.string() })),
  total: z.number(),
})

test('a mockup whose picture is being rendered is listed and counted as generating, not as pending', async () => {
  const user = await createUser()
  const ids = new Map<string, string>()
  for (const status of ['pending', 'generating', 'completed', 'failed'] as const) {
    ids.set(status, (await seedMockup(user, { status })).mockupId)
  }
  for (const scene of ['', '&scene=bedroom']) {
    for (const [status, id] of ids) {
      const answer = await api(user, 'GET', `/api/mockups?status=${status}${scene}`)
      const expected = { mockups: [{ id, status }], total: 1 }
      expect(listed.parse(await answer.json())).toEqual(expected)
    }
  }
  const answer = await api(user, 'GET', '/api/mockups?scene=bedroom&limit=3')
  const { mockups, total } = listed.parse(await answer.json())
  expect(mockups.map(({ id }) => id)).toEqual([...ids.values()].toSorted().toReversed().slice(0, 3))
  expect(total).toBe(4)
})

test('the same picture is not paid for twice, and regenerating pays', async () => {
  const user = await owner()
  const assetId = await newArtwork(user, 20)
  const request = { assetIds: [assetId, assetId], scenes: ['bedroom'] }
  await finished(user, await api(user, 'POST', '/api/mockups/generate', request))
  const again = await finished(user, await api(user, 'POST', '/api/mockups/generate', request))
  expect(again).toMatchObject({ generated: 1, totalCreditsUsed: 0 })
  const regenerated = await finished(
    user,
    await api(user, 'POST', '/api/mockups/generate', { ...request, regenerate: true }),
  )
  expect(regenerated).toMatchObject({ generated: 1, totalCreditsUsed: 1 })
  expect((await vendorRenders(user.vendorKey)).charged).toBe(2)
})

test('two requests at once that exceed the budget together: one is refused and leaves nothing', async () => {
  const user = await owner(3)
  const [a, b] = await Promise.all([newArtwork(user, 30), newArtwork(user, 31)])
  const scenes = ['bedroom', 'living_room']
  const answers = await Promise.all(
    [a, b].map((id) => api(user, 'POST', '/api/mockups/generate', { assetIds: [id], scenes })),
  )
  const refused = answers.find((answer) => answer.status === 400)
  const accepted = answers.find((answer) => answer.status === 202)
  if (!refused || !accepted) throw new Error(answers.map((answer) => answer.status).join())
  expect(await refused.json()).toMatchObject({ error: 'Insufficient credits. 1 remaining.' })
  await finished(user, accepted)
  const rows = await env.DB.prepare('SELECT count(*) AS n FROM mockups WHERE user_id = ?')
    .bind(user.userId)
    .first('n')
  expect(rows).toBe(2)
  expect(await creditsOf(user)).toMatchObject({ total_used: 2, remaining_annual: 1, held: 0 })
})

test('a scene without a template fails alone', async () => {
  const user = await owner()
  const assetId = await newArtwork(user, 40)
  const done = await finished(
    user,
    await api(user, 'POST', '/api/mockups/generate', {
      assetIds: [assetId],
      scenes: ['bedroom', 'moon_base'],
    }),
  )
  expect(done).toMatchObject({ generated: 1, failed: 1 })
  expect(done.results).toContainEqual({
    mockupId: '',
    assetId,
    scene: 'moon_base',
    status: 'failed',
    error: 'Scene template not found: moon_base',
    creditsUsed: 0,
  })
  const none = await api(user, 'POST', '/api/mockups/generate', {
    assetIds: [assetId],
    scenes: ['moon_base'],
  })
  expect(none.status).toBe(400)
})

test('what is not the caller’s is not found, and bad input changes nothing', async () => {
  const user = await owner()
  const other = await createUser()
  const theirs = await newArtwork(other, 50)
  const mine = await newArtwork(user, 51)
  const generate = (body: unknown) => api(user, 'POST', '/api/mockups/generate', body)
  const foreign = await generate({ assetIds: [mine, theirs], scenes: ['bedroom'] })
  expect(foreign.status).toBe(404)
  expect(await foreign.json()).toMatchObject({ error: 'One or more assets not found' })
  const tooMany = Array.from({ length: 21 }, () => newId())
  for (const body of [
    { assetIds: ['nonsense'], scenes: ['bedroom'] },
    { assetIds: tooMany, scenes: ['bedroom'] },
    { assetIds: [mine], scenes: [] },
    { assetIds: [mine], scenes: ['bedroom'], surprise: true },
  ]) {
    const answer = await generate(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: 'Invalid request body' })
  }
  expect((await api(user, 'GET', '/api/mockups?limit=101')).status).toBe(400)
  expect((await api(undefined, 'GET', '/api/mockups')).status).toBe(401)
  expect(await creditsOf(user)).toMatchObject({ total_used: 0, held: 0 })
  expect((await vendorRenders(user.vendorKey)).charged).toBe(0)
})

test('a dry run tells the cost and writes nothing', async () => {
  const user = await owner()
  const assetId = await newArtwork(user, 60)
  const answer = await api(user, 'POST', '/api/mockups/generate?dry_run=true', {
    assetIds: [assetId],
    scenes: ['bedroom', 'home_office'],
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    dry_run: true,
    cost: 2,
    reused: 0,
    pairs: 2,
    remaining_annual: 3500,
  })
  const runs = await env.DB.prepare('SELECT count(*) AS n FROM mockup_runs WHERE user_id = ?')
    .bind(user.userId)
    .first('n')
  expect(runs).toBe(0)
})
