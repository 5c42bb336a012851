import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { limiterOf } from './client.ts'

const YEAR = 2031

function newLimiter() {
  const account = newId()
  const stub = () => env.VENDOR_LIMITER.getByName(`dynamic_mockups:${account}`)
  return { stub, limiter: limiterOf(env.VENDOR_LIMITER, 'dynamic_mockups', account) }
}

test('a shared key spends its cap and no more, also when many ask at once', async () => {
  const { limiter } = newLimiter()
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => limiter.spend(`p${n}.1`, YEAR, 10)),
  )
  expect(answers.filter((answer) => answer === 'ok')).toHaveLength(10)
})

test('an attempt counts once, also when the cap is reached and after an eviction', async () => {
  const { stub, limiter } = newLimiter()
  expect(await limiter.spend('p.1', YEAR, 1)).toBe('ok')
  await evictDurableObject(stub())
  expect(await limiter.spend('p.1', YEAR, 1)).toBe('ok')
  expect(await limiter.spend('p.2', YEAR, 1)).toBe('full')
})

test('what was proven free can be spent again, once', async () => {
  const { limiter } = newLimiter()
  await limiter.spend('p.1', YEAR, 1)
  await limiter.giveBack('p.1')
  await limiter.giveBack('p.1')
  await limiter.giveBack('never spent')
  expect(await limiter.spend('p.2', YEAR, 1)).toBe('ok')
  expect(await limiter.spend('p.3', YEAR, 1)).toBe('full')
})

test('each UTC year has the whole cap, and what a past year kept an attempt for goes', async () => {
  const { stub, limiter } = newLimiter()
  for (let n = 0; n < 600; n++) await limiter.spend(`old${n}.1`, YEAR, 600)
  expect(await limiter.spend('new1.1', YEAR, 600)).toBe('full')
  for (let n = 0; n < 2; n++) expect(await limiter.spend(`new${n}.1`, YEAR + 1, 2)).toBe('ok')
  expect(await limiter.spend('new2.1', YEAR + 1, 2)).toBe('full')
  const kept = await runInDurableObject(stub(), (_object, { storage }) =>
    storage.sql.exec('SELECT attempt_id FROM spent_attempts').toArray(),
  )
  expect(kept).toEqual([{ attempt_id: 'new0.1' }, { attempt_id: 'new1.1' }])
  // A Worker whose clock is behind at the turn of the year still meets the old year's cap.
  expect(await limiter.spend('late.1', YEAR, 600)).toBe('full')
})
