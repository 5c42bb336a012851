import { env } from 'cloudflare:workers'
import { describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { retryMockup } from '../../src/domain/rendering/retry-picture.ts'
import { renderStale } from '../../src/domain/runs/render-stale.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import {
  addScene,
  ask,
  call,
  generate,
  mockupOfRun,
  quote,
  readCredits,
  readMockups,
} from '../support/faults/calls.ts'
import { interceptVendor } from '../support/faults/outbound.ts'
import {
  addArtwork,
  contextOn,
  deliver,
  openStage,
  passTime,
  type Stage,
  settle,
  takeSent,
} from '../support/faults/stage.ts'
import { MINUTE_MS } from '../support/faults/time.ts'
import { vendorCalls } from '../support/faults/vendor.ts'
import { newStudioKey } from '../support/worker/create-user.ts'
import { changeTemplate } from '../support/worker/sandbox.ts'

const OAK = 'Bedroom, oak, portrait'

const idRow = z.object({ templates: z.array(z.object({ id: z.string() })) })

/** A person with an account that has none of the system's templates, which was read. */
async function openStudio(): Promise<Stage> {
  const stage = await openStage({ vendorKey: newStudioKey() })
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  return stage
}

/** An own scene with a template of that account. */
async function addLoft(stage: Stage) {
  const path = `/api/templates?search=${encodeURIComponent(OAK)}`
  const { templates } = await ask(stage, ['GET', path], [200, idRow])
  const [template] = templates
  if (!template) throw new Error('no template')
  const config = { smart_object: 'Artwork' }
  const scene = await addScene(stage, { dm_template_id: template.id, config })
  return { key: scene.key, templateId: template.id }
}

const sceneShape = z.object({
  scenes: z.array(z.object({ scene_key: z.string(), health: z.string() })),
})

async function healthOf(stage: Stage, key: string): Promise<string | undefined> {
  const { scenes } = await ask(stage, ['GET', '/api/scenes'], [200, sceneShape])
  return scenes.find(({ scene_key }) => scene_key === key)?.health
}

async function expectNothingSpent(stage: Stage): Promise<void> {
  const { charged, renders } = await vendorCalls(stage)
  expect({ charged, renders }).toEqual({ charged: 0, renders: [] })
  expect(await readCredits(stage)).toMatchObject({ total_used: 0, held: 0, suspect: 0 })
  expect(stage.sent).toEqual([])
}

const refusal = z.object({ error: z.string(), detail: z.string() })

describe('a scene that is mapped to no template of the account', () => {
  test.each(['', '?dry_run=true'])(
    'is refused as one that is not there%s, and leaves nothing',
    async (query) => {
      const stage = await openStudio()
      const body = { assetIds: [await addArtwork(stage)], scenes: ['bedroom', 'home_office'] }
      const path = `/api/mockups/generate${query}`
      const { error, detail } = await ask(stage, ['POST', path, body], [400, refusal])
      expect(error).toBe('Scene template not found: bedroom')
      expect(detail).toContain('has no template dm_bedroom_001')
      expect(detail).toContain('Scene template not found: home_office')
      expect(await readMockups(stage)).toEqual([])
      await expectNothingSpent(stage)
    },
  )

  test('fails alone: the quote says so, the others go on, and its pairs cost nothing', async () => {
    const stage = await openStudio()
    const { key } = await addLoft(stage)
    const body = { assetIds: [await addArtwork(stage)], scenes: ['bedroom', key] }
    const shape = z.object({
      cost: z.number(),
      pairs: z.number(),
      unknown_scenes: z.array(z.string()),
      scene_problems: z.record(z.string(), z.string()),
    })
    const path = '/api/mockups/generate?dry_run=true'
    expect(await ask(stage, ['POST', path, body], [200, shape])).toEqual({
      cost: 1,
      pairs: 1,
      unknown_scenes: ['bedroom'],
      scene_problems: { bedroom: expect.stringContaining('has no template dm_bedroom_001') },
    })
    const taskId = await generate(stage, body)
    await settle(stage)
    expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
    const run = z.object({
      failed: z.number(),
      results: z.array(z.looseObject({ scene: z.string() })),
    })
    const { failed, results } = await ask(stage, ['GET', `/api/mockups/runs/${taskId}`], [200, run])
    expect(failed).toBe(1)
    expect(results.find(({ scene }) => scene === 'bedroom')).toMatchObject({
      mockupId: '',
      error: 'Scene template not found: bedroom',
      detail: expect.stringContaining('Choose one of its templates'),
      creditsUsed: 0,
    })
    expect((await vendorCalls(stage)).charged).toBe(1)
  })

  test('does not wait for a picture either: a mockup of before ends, and its credit comes back', async () => {
    const stage = await openStage({ vendorKey: newStudioKey() })
    // Nothing was read yet: what is unknown stops nothing.
    const taskId = await generate(stage, { assetIds: [await addArtwork(stage)] })
    expect(await readCredits(stage)).toMatchObject({ held: 1 })
    await refreshTemplates(contextOn(stage))
    await deliver(stage, takeSent(stage))
    expect(await mockupOfRun(stage, taskId)).toMatchObject({
      status: 'failed',
      failure_code: 'scene_missing',
      error_message: expect.stringContaining('has no template dm_bedroom_001'),
      credits_used: 0,
    })
    await expectNothingSpent(stage)
  })

  test('is known as such after the first render that finds its template missing, which is free', async () => {
    const stage = await openStage({ vendorKey: newStudioKey() })
    const assetId = await addArtwork(stage)
    const taskId = await generate(stage, { assetIds: [assetId] })
    await settle(stage)
    expect((await mockupOfRun(stage, taskId)).status).toBe('failed')
    expect(await healthOf(stage, 'bedroom')).toBe('unmapped')
    await expectNothingSpent(stage)
    expect(
      (
        await call(stage, 'POST', '/api/mockups/generate', {
          assetIds: [assetId],
          scenes: ['living_room'],
        })
      ).status,
    ).toBe(400)
  })
})

describe('a scene whose template is deleted', () => {
  test('while its picture waits: it fails for free, and trying again holds nothing', async () => {
    const stage = await openStudio()
    const { key, templateId } = await addLoft(stage)
    const taskId = await generate(stage, { assetIds: [await addArtwork(stage)], scenes: [key] })
    await changeTemplate(stage.user.vendorKey, templateId, 'gone')
    await settle(stage)
    expect(await mockupOfRun(stage, taskId)).toMatchObject({ status: 'failed', credits_used: 0 })
    expect(await healthOf(stage, key)).toBe('broken')
    passTime(MINUTE_MS)
    const { id } = await mockupOfRun(stage, taskId)
    await expect(retryMockup(contextOn(stage), id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('no longer in your Dynamic Mockups account'),
    })
    expect((await mockupOfRun(stage, taskId)).status).toBe('failed')
    await expectNothingSpent(stage)
  })

  test('and comes back is rendered at once: what was known is looked at again first', async () => {
    const stage = await openStudio()
    const { key, templateId } = await addLoft(stage)
    await changeTemplate(stage.user.vendorKey, templateId, 'gone')
    await refreshTemplates(contextOn(stage))
    await changeTemplate(stage.user.vendorKey, templateId, 'none')
    passTime(MINUTE_MS)
    const body = { assetIds: [await addArtwork(stage)], scenes: [key] }
    expect((await quote(stage, body)).cost).toBe(1)
    const taskId = await generate(stage, body)
    await settle(stage)
    expect((await mockupOfRun(stage, taskId)).status).toBe('completed')
  })

  test('leaves what is stale as it is, and says why it cannot be rendered again', async () => {
    const stage = await openStudio()
    const { key, templateId } = await addLoft(stage)
    await generate(stage, { assetIds: [await addArtwork(stage)], scenes: [key] })
    await settle(stage)
    const { charged } = await vendorCalls(stage)
    await env.DB.prepare(
      "UPDATE mockup_scene_templates SET recipe = replace(recipe, 'contain', 'cover') WHERE scene_key = ? AND user_id = ?",
    )
      .bind(key, stage.user.userId)
      .run()
    await changeTemplate(stage.user.vendorKey, templateId, 'gone')
    await refreshTemplates(contextOn(stage))
    await expect(renderStale(contextOn(stage), stage.user.userId)).rejects.toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('no longer in your Dynamic Mockups account'),
    })
    expect((await vendorCalls(stage)).charged).toBe(charged)
    expect(await readCredits(stage)).toMatchObject({ total_used: charged, held: 0 })
  })
})

/** The first list of templates is asked for, and does not arrive until it is let go. */
function holdFirstList() {
  const reached = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  let calls = 0
  interceptVendor(/\/mockups$/, async (send) => {
    calls += 1
    if (calls > 1) return send()
    const answer = await send()
    reached.resolve()
    await free.promise
    return answer
  })
  return { reached: reached.promise, letGo: () => free.resolve() }
}

const counted = z.object({ total: z.number() })

test.each(['another account', 'the same account'])(
  'a reading that arrives after %s was connected writes nothing',
  async (which) => {
    const stage = await openStage({ vendorKey: newStudioKey() })
    const held = holdFirstList()
    const reading = refreshTemplates(contextOn(stage))
    await held.reached
    const isOther = which === 'another account'
    const apiKey = isOther ? `sandbox_${stage.user.userId}` : stage.user.vendorKey
    const connected = await call(stage, 'PUT', '/api/integrations/dynamic_mockups', { apiKey })
    expect(connected.status).toBe(200)
    held.letGo()
    expect(await reading).toBe('changed')
    const { total } = await ask(stage, ['GET', '/api/templates'], [200, counted])
    expect(total).toBe(isOther ? 5 : 200)
  },
)

test('what a page shows is read again in the background once it is ten minutes old', async () => {
  const stage = await openStudio()
  const { templateId } = await addLoft(stage)
  await changeTemplate(stage.user.vendorKey, templateId, 'gone')
  const readTotal = async () => (await ask(stage, ['GET', '/api/templates'], [200, counted])).total
  passTime(9 * MINUTE_MS)
  expect(await readTotal()).toBe(200)
  expect(await readTotal()).toBe(200)
  passTime(2 * MINUTE_MS)
  expect(await readTotal()).toBe(200)
  await vi.waitFor(async () => expect(await readTotal()).toBe(199), { timeout: 5_000 })
})

test('a vendor that fails is not asked again by each page', async () => {
  const stage = await openStage({ vendorKey: newStudioKey() })
  let calls = 0
  interceptVendor(/\/mockups$/, async () => {
    calls += 1
    return Response.json({ message: 'Server Error' }, { status: 500 })
  })
  expect(await refreshTemplates(contextOn(stage))).toBe('failed')
  for (let page = 0; page < 5; page += 1) await ask(stage, ['GET', '/api/scenes'], [200, counted])
  expect(calls).toBe(1)
  passTime(2 * MINUTE_MS)
  await ask(stage, ['GET', '/api/scenes'], [200, counted])
  await vi.waitFor(() => expect(calls).toBe(2), { timeout: 5_000 })
})

test('a reading that died is begun again a minute later', async () => {
  const stage = await openStage({ vendorKey: newStudioKey() })
  const held = holdFirstList()
  const dead = refreshTemplates(contextOn(stage))
  await held.reached
  passTime(MINUTE_MS / 2)
  expect(await refreshTemplates(contextOn(stage))).toBe('busy')
  passTime(MINUTE_MS)
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  held.letGo()
  await dead
})
