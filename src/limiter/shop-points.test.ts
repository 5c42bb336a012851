import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { limiterOf } from './client.ts'

const told = (available: number, requested = 10) => ({
  requested,
  actual: requested,
  maximum: 2_000,
  available,
  restorePerSecond: 100,
})
const answered = { kind: 'answered' } as const

function newLimiter() {
  const account = newId()
  const stub = () => env.VENDOR_LIMITER.getByName(`shopify:${account}`)
  return { stub, limiter: limiterOf(env.VENDOR_LIMITER, 'shopify', account) }
}

async function goneTo(available: number) {
  const opened = newLimiter()
  const first = await opened.limiter.takePoints({ kind: 'First', guess: 1 }, 0)
  if (first.result !== 'go') throw new Error('the first call waits')
  const end = { id: first.id, kind: 'First', outcome: answered, told: told(available) }
  await opened.limiter.reportPoints(end)
  return opened
}

test('many at once are let through as far as the points go, and the bucket outlives the object', async () => {
  const { limiter, stub } = await goneTo(100)
  const ask = () => limiter.takePoints({ kind: 'Read', guess: 30 }, 0)
  const permits = await Promise.all(Array.from({ length: 12 }, ask))
  expect(permits.filter(({ result }) => result === 'go')).toHaveLength(3)
  await evictDurableObject(stub())
  expect(await ask()).toMatchObject({ result: 'wait', reason: 'points' })
})

test('a kind of call costs what it cost last, not what was guessed', async () => {
  const { limiter } = await goneTo(100)
  const taken = await limiter.takePoints({ kind: 'Set 2', guess: 90 }, 0)
  if (taken.result !== 'go') throw new Error('it waits')
  await limiter.reportPoints({
    id: taken.id,
    kind: 'Set 2',
    outcome: answered,
    told: told(70, 30),
  })
  const ask = (kind: string) => limiter.takePoints({ kind, guess: 90 }, 0)
  expect(await ask('Set 9')).toMatchObject({ result: 'wait' })
  expect(await ask('Set 2')).toMatchObject({ result: 'go' })
})

test('where the shop has said to wait, nothing is let through, whatever is in the bucket', async () => {
  const { limiter } = await goneTo(1_000)
  const taken = await limiter.takePoints({ kind: 'Read', guess: 10 }, 0)
  if (taken.result !== 'go') throw new Error('it waits')
  const outcome = { kind: 'rate_limited', retryAfterMs: 4_000 } as const
  await limiter.reportPoints({ id: taken.id, kind: 'Read', outcome })
  expect(await limiter.takePoints({ kind: 'Read', guess: 10 }, 3_000)).toMatchObject({
    result: 'wait',
    reason: 'told_to_wait',
  })
})
