import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { expect } from 'vitest'
import * as z from 'zod'
import { app } from '../../../src/app.tsx'
import type { Stage } from './stage.ts'

const ORIGIN = 'http://localhost:8787'

export type CallOptions = {
  /** Bindings and variables of this call alone. */
  changes?: Partial<Env>
  headers?: Record<string, string>
}

/** One call of the JSON API by the stage's user, under the stage's bindings. */
export async function call(
  { user, bindings }: Stage,
  method: string,
  path: string,
  body?: unknown,
  { changes = {}, headers = {} }: CallOptions = {},
): Promise<Response> {
  const isForm = body instanceof FormData
  const isJson = body !== undefined && !isForm
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${user.apiKey}`,
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    body: isJson ? JSON.stringify(body) : isForm ? body : null,
  })
  return app.fetch(request, { ...env, ...bindings, ...changes }, createExecutionContext())
}

/** The same, insisting on the status and reading the body with a schema. */
export async function ask<Schema extends z.ZodType>(
  stage: Stage,
  [method, path, body]: readonly [method: string, path: string, body?: unknown],
  [status, schema]: readonly [status: number, schema: Schema],
  options: CallOptions = {},
): Promise<z.output<Schema>> {
  const answer = await call(stage, method, path, body, options)
  const text = await answer.text()
  if (answer.status !== status) {
    throw new Error(`${method} ${path} answered ${answer.status}, not ${status}: ${text}`)
  }
  return schema.parse(JSON.parse(text))
}

export type GenerateBody = {
  assetIds: string[]
  scenes?: string[]
  skipApproval?: boolean
  regenerate?: boolean
}

/** Asks for renders, in the bedroom unless said otherwise, and returns the run's id. */
export async function generate(
  stage: Stage,
  { scenes = ['bedroom'], ...body }: GenerateBody,
  options: CallOptions = {},
): Promise<string> {
  const path = '/api/mockups/generate'
  const started = z.object({ taskId: z.string() })
  const input = ['POST', path, { ...body, scenes }] as const
  return (await ask(stage, input, [202, started], options)).taskId
}

const quoteShape = z.object({ cost: z.number(), reused: z.number(), remaining_annual: z.number() })

/** What a dry run says that the same request would cost. */
export function quote(
  stage: Stage,
  { scenes = ['bedroom'], ...body }: GenerateBody,
): Promise<z.infer<typeof quoteShape>> {
  const path = '/api/mockups/generate?dry_run=true'
  return ask(stage, ['POST', path, { ...body, scenes }], [200, quoteShape])
}

const mockupShape = z.object({
  id: z.string(),
  run_id: z.string(),
  asset_id: z.string(),
  scene: z.string(),
  status: z.string(),
  failure_code: z.string().nullable(),
  error_message: z.string().nullable(),
  error_status: z.number().nullish(),
  error_code: z.string().nullish(),
  dm_metadata: z.record(z.string(), z.unknown()).nullish(),
  credits_used: z.number(),
  stale: z.boolean(),
  file_url: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
})

export type MockupAnswer = z.infer<typeof mockupShape>

/** The user's mockups, at most a hundred. */
export async function readMockups(stage: Stage): Promise<MockupAnswer[]> {
  const list = z.object({ mockups: z.array(mockupShape) })
  return (await ask(stage, ['GET', '/api/mockups?limit=100'], [200, list])).mockups
}

export async function readMockup(stage: Stage, id: string): Promise<MockupAnswer> {
  const one = z.object({ mockup: mockupShape })
  return (await ask(stage, ['GET', `/api/mockups/${id}`], [200, one])).mockup
}

/** The mockups of one run. */
export async function mockupsOfRun(stage: Stage, taskId: string): Promise<MockupAnswer[]> {
  return (await readMockups(stage)).filter((mockup) => mockup.run_id === taskId)
}

/** The only mockup of a run. */
export async function mockupOfRun(stage: Stage, taskId: string): Promise<MockupAnswer> {
  const [mockup, ...more] = await mockupsOfRun(stage, taskId)
  if (!mockup || more.length > 0) throw new Error('expected a run of one mockup')
  return mockup
}

const runShape = z.object({
  status: z.string(),
  generated: z.number(),
  failed: z.number(),
  totalCreditsUsed: z.number(),
})

export function readRun(stage: Stage, taskId: string): Promise<z.infer<typeof runShape>> {
  return ask(stage, ['GET', `/api/mockups/runs/${taskId}`], [200, runShape])
}

const creditsShape = z.object({
  total_used: z.number(),
  held: z.number(),
  suspect: z.number(),
  remaining_annual: z.number(),
})

export function readCredits(
  stage: Stage,
  options: CallOptions = {},
): Promise<z.infer<typeof creditsShape>> {
  return ask(stage, ['GET', '/api/mockups/credits'], [200, creditsShape], options)
}

const retryShape = z.object({ id: z.string(), status: z.string(), attempts: z.number() })

/** The user's rows of the retry queue. */
export async function readRetries(stage: Stage): Promise<z.infer<typeof retryShape>[]> {
  const list = z.object({ retries: z.array(retryShape) })
  return (await ask(stage, ['GET', '/api/retries?limit=100'], [200, list])).retries
}

/** The only row of the user's retry queue. */
export async function onlyRetry(stage: Stage): Promise<z.infer<typeof retryShape>> {
  const [retry, ...more] = await readRetries(stage)
  if (!retry || more.length > 0) throw new Error(`expected one retry, not ${more.length + 1}`)
  return retry
}

/** A person tries the only failed work again. */
export async function retryByHand(stage: Stage): Promise<void> {
  const { id } = await onlyRetry(stage)
  await ask(stage, ['POST', `/api/retries/${id}/run`], [200, z.object({})])
}

export async function cancel(stage: Stage, taskId: string): Promise<number> {
  const answer = await call(stage, 'POST', `/api/mockups/runs/${taskId}/cancel`)
  await answer.body?.cancel()
  return answer.status
}

export async function decide(
  stage: Stage,
  mockupId: string,
  decision: 'approve' | 'reject',
): Promise<void> {
  await ask(stage, ['POST', `/api/mockups/${mockupId}/${decision}`], [200, z.object({})])
}

/** Changes a scene of the user's own. */
export async function changeScene(stage: Stage, id: string, change: object): Promise<void> {
  await ask(stage, ['PATCH', `/api/scenes/${id}`, change], [200, z.object({})])
}

let scenes = 0

/** Adds a scene of the user's own, in the vendor's bedroom unless said otherwise. */
export async function addScene(
  stage: Stage,
  change: Record<string, unknown> = {},
): Promise<{ id: string; key: string }> {
  scenes += 1
  const body = {
    scene_key: `own_${scenes}`,
    name: 'Own room',
    dm_template_id: 'dm_bedroom_001',
    config: { smart_object: 'artwork_frame' },
    ...change,
  }
  const shape = z.object({ scene: z.object({ id: z.string(), scene_key: z.string() }) })
  const { scene } = await ask(stage, ['POST', '/api/scenes', body], [201, shape])
  return { id: scene.id, key: scene.scene_key }
}

/** Insists that a link of the hub's can be fetched, and tells what it serves. */
export async function fetchPicture(link: string | null | undefined): Promise<string> {
  if (!link) throw new Error('there is no link to a picture')
  const answer = await exports.default.fetch(link)
  await answer.body?.cancel()
  expect(answer.status, 'the picture can be fetched').toBe(200)
  return answer.headers.get('content-type') ?? ''
}
