import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { getRun } from '../../src/domain/runs/get-run.ts'
import { refreshTemplates } from '../../src/domain/templates/refresh-templates.ts'
import { addScene, ask, call, generate } from '../support/faults/calls.ts'
import { interceptVendor } from '../support/faults/outbound.ts'
import { addArtwork, contextOn, openStage, type Stage } from '../support/faults/stage.ts'
import { newStudioKey } from '../support/worker/create-user.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage({ vendorKey: newStudioKey() })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

type Layer = { uuid: string; name: string }

/** The account has this one template alone. */
function haveTemplate(name: string, smart_objects: Layer[]): void {
  const one = { uuid: 'odd', name, smart_objects, collections: [], thumbnail: null }
  interceptVendor(/\/mockups$/, async () => Response.json({ success: true, data: [one] }))
}

const layers = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ uuid: `layer-${n}`, name: `Layer ${n}` }))

const sceneShape = z.object({
  scenes: z.array(z.object({ scene_key: z.string(), health: z.string(), name: z.string() })),
})

async function healthOf(key: string): Promise<string | undefined> {
  const { scenes } = await ask(stage, ['GET', '/api/scenes'], [200, sceneShape])
  return scenes.find(({ scene_key }) => scene_key === key)?.health
}

test('a scene may fill the last of a hundred smart objects of a template', async () => {
  haveTemplate('Wall of frames', layers(100))
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  const config = { smart_object: 'Layer 99' }
  const { key } = await addScene(stage, { dm_template_id: 'odd', config })
  expect(await healthOf(key)).toBe('ok')
})

test('many templates with many smart objects of long names are read whole', async () => {
  const long = '長'.repeat(200)
  const many = Array.from({ length: 60 }, (_, n) => ({
    uuid: `odd-${n}`,
    name: long,
    smart_objects: layers(100).map((each) => ({ ...each, name: `${each.uuid}${long}` })),
  }))
  interceptVendor(/\/mockups$/, async () => Response.json({ success: true, data: many }))
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  const total = z.object({ total: z.number() })
  expect(await ask(stage, ['GET', '/api/templates'], [200, total])).toEqual({ total: 60 })
})

test.each([
  ['ten thousand letters', 'x'.repeat(10_000)],
  ['markup', '<script>alert(1)</script>"&'],
  ['a sign that is cut in two', `${'x'.repeat(199)}🖼🖼`],
  ['half a sign', 'x\ud83d'],
  ['a NUL', 'Bed\0room'],
])('a template named with %s is read, imported and read again as it is', async (_what, name) => {
  haveTemplate(name, [{ uuid: 'a', name }])
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  const items = [{ template_id: 'odd' }]
  const path = '/api/scenes/import'
  const { scenes } = await ask(stage, ['POST', path, { items }], [201, sceneShape])
  expect(scenes.map(({ health }) => health)).toEqual(['ok'])
  expect(await refreshTemplates(contextOn(stage))).toBe('read')
  expect(await healthOf(scenes[0]?.scene_key ?? '')).toBe('ok')
})

describe('a scene whose key every object has', () => {
  test('is left out like any other that is not there', async () => {
    haveTemplate('Loft', [{ uuid: 'a', name: 'Print' }])
    await refreshTemplates(contextOn(stage))
    const config = { smart_object: 'Print' }
    const { key } = await addScene(stage, { scene_key: 'loft', dm_template_id: 'odd', config })
    const assetIds = [await addArtwork(stage)]
    const alone = { assetIds, scenes: ['constructor'] }
    const refused = await call(stage, 'POST', '/api/mockups/generate', alone)
    expect(await refused.json()).toMatchObject({ detail: 'Scene template not found: constructor' })
    const taskId = await generate(stage, { assetIds, scenes: [key, 'constructor'] })
    const shape = z.object({ results: z.array(z.looseObject({ scene: z.string() })) })
    const run = ['GET', `/api/mockups/runs/${taskId}`] as const
    const { results } = await ask(stage, run, [200, shape])
    const left = results.find(({ scene }) => scene === 'constructor')
    expect(left).toMatchObject({ error: 'Scene template not found: constructor' })
    expect(left?.detail).toBeUndefined()
    expect((await getRun(contextOn(stage), taskId)).run.unknown_scenes).toEqual(['constructor'])
  })
})

const ODD: unknown[] = [
  null,
  [],
  'text',
  7,
  { name: null },
  { name: ['a'] },
  { name: { a: 1 } },
  { name: '\0', key: '\0' },
  { name: '\ud800', key: 'odd', scene_key: 'odd', dm_template_id: '\ud800' },
  { name: 'x'.repeat(10_000) },
  { name: 'a', scenes: { length: 1 } },
  { name: 'a', scenes: [null] },
  { name: 'a', scenes: [{ scene_key: '__proto__', role: '__proto__' }] },
  { name: 'a', scenes: [{ scene_key: '\0', role: 'hero' }], default_for: ['__proto__'] },
  { name: 'a', scenes: [{ scene_key: '\ud800', role: 'hero' }] },
  { name: 'a', default_for: [[]] },
  { name: 'a', key: '__proto__' },
  { name: 'a', key: 'constructor' },
  { name: 'a', key: 'none' },
  { name: 'a', colour: {}, shop: [] },
  { name: 'a', shop: 'handle', shop_handle: '../..' },
  { items: {} },
  { items: [null] },
  { items: [{ template_id: { a: 1 } }] },
  { items: [{ template_id: '\0', scene_key: 'odd_two', config: { scale: Number.MAX_VALUE } }] },
  { items: [{ template_id: 'x'.repeat(10_000) }] },
  { scene_key: 'odd_three', name: 'a', dm_template_id: 'x', config: { size: { width: -1 } } },
  { scene_key: 'odd_four', name: 'a', dm_template_id: 'x', config: { smart_object: '\ud800\0' } },
  { asset_id: [], scene_key: '__proto__' },
  JSON.parse('{"__proto__": {"name": "a"}, "constructor": {"prototype": 1}}'),
]

test('odd bodies are refused or taken, and never break anything', async () => {
  const seen: string[] = []
  for (const body of ODD) {
    for (const [method, path] of [
      ['POST', '/api/kits'],
      ['POST', '/api/collections'],
      ['POST', '/api/scenes'],
      ['POST', '/api/scenes/import'],
      ['POST', '/api/scenes/draft'],
    ] as const) {
      for (const query of ['?dry_run=true', '']) {
        if (path.endsWith('draft') && query) continue
        const answer = await call(stage, method, `${path}${query}`, body)
        const text = await answer.text()
        const isImport = path.endsWith('import') && answer.status === 503
        if (answer.status >= 500 && !isImport) {
          seen.push(`${path}${query} ${JSON.stringify(body)} ${answer.status} ${text}`)
        }
      }
    }
  }
  expect(seen).toEqual([])
  for (const path of ['/api/kits', '/api/collections', '/api/scenes']) {
    expect((await call(stage, 'GET', path)).status).toBe(200)
  }
})

test('of two collections at once, where one more may be, one is added', async () => {
  const names = Array.from({ length: 49 }, (_, n) => `Number ${n}`)
  for (const name of names) await call(stage, 'POST', '/api/collections', { name })
  const add = (name: string) => call(stage, 'POST', '/api/collections', { name })
  const answers = await Promise.all([add('First'), add('Second'), add('Third')])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
})

test('a collection that is deleted while a kit takes it is either kept or not taken', async () => {
  const keys = Array.from({ length: 6 }, (_, n) => `own_${n}`)
  for (const key of keys) await call(stage, 'POST', '/api/collections', { key, name: key })
  const kit = (key: string) => ({
    name: key,
    scenes: [{ scene_key: 'bedroom', role: 'hero' }],
    default_for: [key],
  })
  await Promise.all(
    keys.map(async (key, n) => {
      const work = [
        () => call(stage, 'POST', '/api/kits', kit(key)),
        () => call(stage, 'DELETE', `/api/collections/${key}`),
      ]
      const turned = n % 2 === 0 ? work : work.toReversed()
      const [one, other] = await Promise.all(turned.map((begin) => begin()))
      const done = [one, other].filter((answer) => answer?.ok)
      expect(done.map((answer) => answer?.status)).toHaveLength(1)
    }),
  )
  const shape = z.object({ kits: z.array(z.object({ default_for: z.array(z.string()) })) })
  const listed = z.object({ collections: z.array(z.object({ key: z.string() })) })
  const { kits } = await ask(stage, ['GET', '/api/kits'], [200, shape])
  const there = (await ask(stage, ['GET', '/api/collections'], [200, listed])).collections
  for (const key of kits.flatMap((each) => each.default_for)) {
    expect(there.map((each) => each.key)).toContain(key)
  }
})
