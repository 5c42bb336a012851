import { exports } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { app } from '../../src/app.tsx'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { PNG_6X8 } from '../support/worker/pictures.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'
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
    ...['collection', 'cursor', 'limit', 'offset', 'quote_id', 'search', 'status'],
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

/** What the document says that a route answers. */
function answerOf(method: string, path: string, status: number): z.ZodType {
  const { responses } = paths[path]?.[method.toLowerCase()] ?? {}
  const documented = responses?.[status]?.content?.['application/json']?.schema
  if (!documented) throw new Error(`${method} ${path} documents no answer ${status}`)
  return z.fromJSONSchema(documented)
}

async function expectAsDocumented(
  [method, path, body]: readonly [string, string, unknown?],
  filled = path,
): Promise<void> {
  const answer = await api(user, method, filled, body)
  const shown = await answer.json()
  const { error } = answerOf(method, path, answer.status).safeParse(shown)
  expect([method, path, error?.issues ?? []]).toEqual([method, path, []])
}

const DECISION = { decision: 'approved' }
const SCENE = { scene_key: 'loft', name: 'Loft', dm_template_id: 'x', config: { rotation: 1 } }

test('answers are what the document says, and nothing beyond it', async () => {
  await (await upload(user, PNG_6X8, { title: 'Rest' })).body?.cancel()
  const { itemId } = await seedMockup(user)
  const other = await seedMockup(user)
  const quote = { text: 'Rest', collection: 'growth' }
  await expectAsDocumented(['POST', '/api/quotes', quote])
  await expectAsDocumented(['POST', '/api/scenes', SCENE])
  await expectAsDocumented(['PUT', '/api/settings', { global_mode: 'autopilot' }])
  await expectAsDocumented(['POST', '/api/approvals/bulk', { ids: [other.itemId], ...DECISION }])
  await expectAsDocumented(['POST', '/api/retries/run-all', { operation_type: 'product_publish' }])
  for (const noun of [
    'quotes',
    'assets',
    'scenes',
    'approvals',
    'retries',
    'activity',
    'settings',
  ]) {
    await expectAsDocumented(['GET', `/api/${noun}`])
  }
  await expectAsDocumented(['GET', '/api/approvals/{id}'], `/api/approvals/${itemId}`)
  const approve = `/api/approvals/${itemId}/approve`
  await expectAsDocumented(['POST', '/api/approvals/{id}/approve'], approve)
})

test('no answer shows its owner or a lease', async () => {
  const text = JSON.stringify(paths)
  expect(text).not.toMatch(/"user_id"|"lease_until"|"credentials"|"publish_hash"/)
})
