import { exports } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { delivered } from '../support/worker/products.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
import { connectShop } from '../support/worker/shop.ts'
import { upload } from '../support/worker/upload.ts'

type Schema = { [name: string]: unknown }
const schema: z.ZodType<Schema> = z.record(z.string(), z.unknown())
const content = z.record(z.string(), z.object({ schema: schema.optional() }))
const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })).optional(),
})
const document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
})

let user: TestUser
let paths: z.output<typeof document>['paths']
beforeAll(async () => {
  user = await createUser()
  const answer = await exports.default.fetch('http://localhost:8787/openapi.json')
  paths = document.parse(await answer.json()).paths
})

test('the document names every mounted route, and no other', () => {
  const mounted = app.routes
    .filter(({ path, method }) => /^\/api\/(?!auth)/.test(path) && method !== 'ALL')
    .map(({ path, method }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
  const named = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(named.sort()).toEqual([...new Set(mounted)].sort())
})

test('filters are named in the document as they are parsed', () => {
  const names = paths['/api/assets']?.get?.parameters?.map(({ name }) => name)
  expect(names?.sort()).toEqual([
    ...['before', 'collection', 'cursor', 'limit', 'offset', 'quote_id', 'search', 'status'],
    'without_mockups',
  ])
})

/** Where a schema lets in a text or a list of any length. */
function unbounded(where: string, one: unknown): string[] {
  const known = schema.safeParse(one).data
  if (!known) return Array.isArray(one) ? one.flatMap((part) => unbounded(where, part)) : []
  const boundedText = 'maxLength' in known || 'enum' in known || known.format === 'uuid'
  const own =
    (known.type === 'string' && !boundedText) || (known.type === 'array' && !('maxItems' in known))
  return [
    ...(own ? [where] : []),
    ...Object.entries(known).flatMap(([name, inner]) => unbounded(`${where}/${name}`, inner)),
  ]
}

test('every text and list in a body has a bound', () => {
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) =>
      Object.values(requestBody?.content ?? {}).flatMap((body) =>
        unbounded(`${method} ${path}`, body.schema),
      ),
    ),
  )
  expect(found).toEqual([])
})

test('every route documents what it answers, field by field', () => {
  const open = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses = {} }]) => {
      const done = Object.entries(responses).filter(([status]) => status.startsWith('2'))
      const isClosed = (answer: { content?: z.output<typeof content> }) => {
        if (answer.content?.['application/zip']) return true
        const shown = answer.content?.['application/json']?.schema
        const ways = z.array(schema).safeParse(shown?.anyOf).data ?? [shown]
        return ways.every((way) => way?.additionalProperties === false)
      }
      const documented = done.length > 0 && done.every(([, answer]) => isClosed(answer))
      return documented ? [] : [`${method.toUpperCase()} ${path}`]
    }),
  )
  expect(open).toEqual([])
})

/** What the document says that a route answers. */
function answerOf(method: string, path: string, status: number): z.ZodType {
  const { responses } = paths[path]?.[method.toLowerCase()] ?? {}
  const documented = responses?.[status]?.content?.['application/json']?.schema
  if (!documented) throw new Error(`${method} ${path} documents no answer ${status}`)
  return z.fromJSONSchema(documented)
}

const shownAnswer = z.record(z.string(), z.unknown())
const created = z.object({ product: z.object({ id: z.string() }) })

/** Sends the request, and compares its answer with what the document says of it. */
async function expectAsDocumented(
  [method, path, body]: readonly [string, string, unknown?],
  filled = path,
): Promise<z.output<typeof shownAnswer>> {
  const answer = await api(user, method, filled, body)
  const shown = shownAnswer.parse(await answer.json())
  const { error } = answerOf(method, path, answer.status).safeParse(shown)
  expect([method, path, error?.issues ?? []]).toEqual([method, path, []])
  return shown
}

const DECISION = { decision: 'approved' }
const KIT = {
  name: 'Set',
  scenes: [{ scene_key: 'bedroom', role: 'hero' }],
  default_for: ['growth'],
}
const SCENE = { scene_key: 'loft', name: 'Loft', dm_template_id: 'x', config: { rotation: 1 } }

test('answers are what the document says, and nothing beyond it', async () => {
  await (await upload(user, PNG_6X8, { title: 'Rest' })).body?.cancel()
  const { itemId } = await seedMockup(user)
  const other = await seedMockup(user)
  const quote = { text: 'Rest', collection: 'growth' }
  await expectAsDocumented(['POST', '/api/quotes', quote])
  await expectAsDocumented(['POST', '/api/scenes', SCENE])
  const items = [{ template_id: 'dm_bedroom_001' }, { template_id: 'none' }]
  await expectAsDocumented(['POST', '/api/scenes/import', { items }])
  await expectAsDocumented(['POST', '/api/kits', KIT])
  await expectAsDocumented(['PUT', '/api/settings', { global_mode: 'autopilot' }])
  const ofAccount = { defaults: { vendor: 'Quiet Studio' }, time_zone: 'Europe/Berlin' }
  await expectAsDocumented(['PUT', '/api/settings', ofAccount])
  await expectAsDocumented(['POST', '/api/approvals/bulk', { ids: [other.itemId], ...DECISION }])
  await expectAsDocumented(['POST', '/api/retries/run-all', { operation_type: 'product_publish' }])
  for (const noun of [
    'quotes',
    'assets',
    'scenes',
    'kits',
    'approvals',
    'retries',
    'activity',
    'settings',
    'mockups',
    'mockups/runs',
    'mockups/credits',
    'mockups/credits/entries',
    'pricing',
    'integrations',
  ]) {
    await expectAsDocumented(['GET', `/api/${noun}`])
  }
  await expectAsDocumented(['GET', '/api/approvals/{id}'], `/api/approvals/${itemId}`)
  const approve = `/api/approvals/${itemId}/approve`
  await expectAsDocumented(['POST', '/api/approvals/{id}/approve'], approve)
})

test('answers to changes that may be tried are what the document says, tried and done', async () => {
  const row = z.looseObject({ id: z.string().optional(), key: z.string().optional() })
  const collection = { key: 'calm', name: 'Calm' }
  for (const [noun, id, made] of [
    ['kits', 'id', KIT],
    ['collections', 'key', collection],
    ['scenes', 'id', { ...SCENE, scene_key: 'attic' }],
  ] as const) {
    const list = `/api/${noun}`
    await expectAsDocumented(['POST', list, made], `${list}?dry_run=true`)
    const added = row.parse((await expectAsDocumented(['POST', list, made]))[noun.slice(0, -1)])
    const [path, filled] = [`${list}/{${id}}`, `${list}/${added[id]}`]
    for (const query of ['?dry_run=true', '']) {
      await expectAsDocumented(['PATCH', path, { name: 'Other' }], `${filled}${query}`)
    }
    for (const query of ['?dry_run=true', '']) {
      await expectAsDocumented(['DELETE', path], `${filled}${query}`)
    }
  }
  const items = [{ template_id: 'dm_bedroom_001' }, { template_id: 'none' }]
  const path = '/api/scenes/import'
  await expectAsDocumented(['POST', path, { items }], `${path}?dry_run=true`)
})

test('answers about mockups and runs are what the document says', async () => {
  const { mockupId, runId, assetId } = await seedMockup(user)
  const mockup = `/api/mockups/${mockupId}`
  const request = { assetIds: [assetId], scenes: ['bedroom', 'no_such_room'] }
  await expectAsDocumented(['GET', '/api/mockups/{id}'], mockup)
  await expectAsDocumented(['PATCH', '/api/mockups/{id}', { quality_score: 0.5 }], mockup)
  await expectAsDocumented(['POST', '/api/mockups/{id}/{decision}'], `${mockup}/approve`)
  await expectAsDocumented(['GET', '/api/mockups/runs/{id}'], `/api/mockups/runs/${runId}`)
  const generate = '/api/mockups/generate'
  await expectAsDocumented(['POST', generate, request], `${generate}?dry_run=true`)
  const again = '/api/mockups/{id}/regenerate'
  await expectAsDocumented(['POST', again], `${mockup}/regenerate?dry_run=true`)
  const { taskId } = await expectAsDocumented(['POST', generate, request])
  const run = `/api/mockups/runs/${taskId}`
  await expectAsDocumented(['POST', '/api/mockups/runs/{id}/cancel'], `${run}/cancel`)
  await expectAsDocumented(['GET', '/api/mockups/runs/{id}'], run)
  await expectAsDocumented(['DELETE', '/api/mockups/{id}'], mockup)
})

test('answers about products, prices and shops are what the document says', async () => {
  const { mockupId } = await seedMockup(user, { status: 'approved', item: false })
  const variants = [{ size: '8x10', compare_at_price: 90 }, await delivered(user)]
  const product = { title: 'Rest', variants, imageIds: [mockupId], tags: ['calm'] }
  await connectShop(user)
  for (const provider of ['shopify', 'dynamic_mockups']) {
    await expectAsDocumented(['GET', `/api/integrations/${provider}`])
  }
  await expectAsDocumented(['POST', '/api/products', product], '/api/products?dry_run=true')
  const id = created.parse(await expectAsDocumented(['POST', '/api/products', product])).product.id
  const path = `/api/products/${id}`
  await expectAsDocumented(['GET', '/api/products/{id}'], path)
  await expectAsDocumented(['PATCH', '/api/products/{id}', { title: 'Be still' }], path)
  await expectAsDocumented(['POST', '/api/products/{id}/publish'], `${path}/publish?dry_run=true`)
  await expectAsDocumented(['GET', '/api/products'])
  await expectAsDocumented(['POST', '/api/products/{id}/archive'], `${path}/archive`)
  await expectAsDocumented(['POST', '/api/products/{id}/restore'], `${path}/restore`)
  await expectAsDocumented(['POST', '/api/products/{id}/publish'], `${path}/publish`)
  await expectAsDocumented(
    ['PUT', '/api/pricing/{size}', { base_price: 26.5 }],
    '/api/pricing/8x10',
  )
  await expectAsDocumented(['GET', '/api/pricing/{size}'], '/api/pricing/8x10')
  await expectAsDocumented(['DELETE', '/api/pricing/{size}'], '/api/pricing/8x10')
  await expectAsDocumented(['DELETE', '/api/integrations/shopify'])
})

test('no answer shows its owner or a lease', async () => {
  const text = JSON.stringify(paths)
  expect(text).not.toMatch(/"user_id"|"lease_until"|"credentials"|"publish_hash"/)
})
