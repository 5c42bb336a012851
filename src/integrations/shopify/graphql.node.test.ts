import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type OutboundAnswer, OutboundError } from '../http.ts'
import { shopifyGraphql } from './graphql.ts'
import { failureOf } from './result.ts'

const operation = { document: 'query { shop { name } }', data: z.object({ name: z.string() }) }

/** What the client makes of one answer, or of there being none. */
const outcomeOf = (answer: () => OutboundAnswer) =>
  shopifyGraphql(
    {
      outbound: async () => answer(),
      originTemplate: 'https://{shop}',
      shop: 'haven-hold.myshopify.com',
      accessToken: 'shpat_test',
      random: () => 0.5,
    },
    operation,
    {},
  )

const answer =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () => ({
    status,
    headers: new Headers(headers),
    bytes: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  })

const failing = (kind: OutboundError['kind']) => () => {
  throw new OutboundError(kind, 'it failed')
}

const cost = (currentlyAvailable: number) => ({
  cost: {
    requestedQueryCost: 500,
    actualQueryCost: null,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 },
  },
})

const errorWith = (code: string) => [{ message: 'No', extensions: { code } }]

describe("Shopify's answers by name", () => {
  it('data of the expected shape is ok, with the state of the bucket', async () => {
    const body = { data: { name: 'Haven & Hold' }, extensions: cost(1500) }
    expect(await outcomeOf(answer(200, body))).toEqual({
      kind: 'ok',
      value: { name: 'Haven & Hold' },
      cost: { requested: 500, actual: null, maximum: 2000, available: 1500, restorePerSecond: 100 },
    })
  })

  it('throttled with status 200 waits until the query fits, and a little longer', async () => {
    const body = { errors: errorWith('THROTTLED'), extensions: cost(100) }
    expect(await outcomeOf(answer(200, body))).toEqual({ kind: 'throttled', waitMs: 4500 })
  })

  it('throttled without figures waits a second', async () => {
    const outcome = await outcomeOf(answer(200, { errors: errorWith('THROTTLED') }))
    expect(outcome).toEqual({ kind: 'throttled', waitMs: 1125 })
  })

  it('status 429 waits the seconds that Shopify says', async () => {
    const outcome = await outcomeOf(answer(429, '', { 'retry-after': '2.0' }))
    expect(outcome).toEqual({ kind: 'throttled', waitMs: 2000 })
  })

  it.each([
    ['401', answer(401, {}), 'unauthorized'],
    ['402', answer(402, {}), 'denied'],
    ['403', answer(403, {}), 'denied'],
    ['404', answer(404, {}), 'denied'],
    ['423', answer(423, {}), 'denied'],
    ['500', answer(500, {}), 'transient'],
    ['502 in HTML', answer(502, '<html>'), 'transient'],
    ['503', answer(503, {}), 'transient'],
    ['504', answer(504, {}), 'transient'],
    ['an internal error', answer(200, { errors: errorWith('INTERNAL_SERVER_ERROR') }), 'transient'],
    ['access denied', answer(200, { errors: errorWith('ACCESS_DENIED') }), 'denied'],
    ['an error without a code', answer(200, { errors: [{ message: 'No' }] }), 'denied'],
    ['HTML with status 200', answer(200, '<html>'), 'unknown'],
    ['data of another shape', answer(200, { data: { name: 1 } }), 'unknown'],
    ['no data at all', answer(200, {}), 'unknown'],
    ['no answer in time', failing('timeout'), 'unknown'],
    ['a cut connection', failing('network'), 'unknown'],
    ['an answer that is too large', failing('too_large'), 'unknown'],
    ['a refused host', failing('refused_host'), 'denied'],
  ])('%s', async (_name, given, kind) => {
    expect((await outcomeOf(given)).kind).toBe(kind)
  })
})

describe('user errors', () => {
  it('none is no failure', () => {
    expect(failureOf([])).toBeUndefined()
  })

  it('say what and where', () => {
    const errors = [{ code: 'INVALID_VARIANT', field: ['input', 'variants', '0'], message: 'No' }]
    const message = 'Shopify refused this: No (variants.0)'
    expect(failureOf(errors)).toEqual({ kind: 'denied', message })
  })

  it('may pass by themselves only when all of them say so', () => {
    const passing = { code: 'JOB_ERROR', field: null, message: 'Later' }
    const lasting = { code: 'INVALID_INPUT', field: null, message: 'Never' }
    expect(failureOf([passing])?.kind).toBe('transient')
    expect(failureOf([passing, lasting])?.kind).toBe('denied')
  })
})
