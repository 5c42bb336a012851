import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { works } from '../../src/domain/bulk/works.ts'
import { advanceJob } from '../../src/domain/jobs/advance-job.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { addProduct, readProduct } from '../support/worker/products.ts'

const started = z.object({ jobId: z.string() })
const ended = z.object({
  done: z.number(),
  results: z.array(z.object({ error: z.string().nullable() })),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const ask = (ids: readonly string[], change: object) =>
  api(user, 'POST', '/api/jobs', { type: 'prices', sel: { ids }, change })

async function reprice(ids: readonly string[], change: object) {
  const { jobId } = started.parse(await (await ask(ids, change)).json())
  await advanceJob(user.ctx, jobId, works)
  return ended.parse(await (await api(user, 'GET', `/api/jobs/${jobId}`)).json())
}

const prices = async (id: string) =>
  (await readProduct(user, id)).variants.map(({ price }) => price)

test('an amount that a currency has no units for is refused, and others are changed', async () => {
  const yen = await addProduct(user, {
    currency: 'JPY',
    variants: [{ size: '8x10', price: 2500 }],
  })
  const dollars = await addProduct(user, { variants: [{ size: '8x10', price: 25 }] })
  const { done, results } = await reprice([yen.id, dollars.id], { amount: 1.5 })
  expect(done).toBe(1)
  expect(results[0]?.error ?? 'changed').toContain('JPY')
  expect([await prices(yen.id), await prices(dollars.id)]).toEqual([[2500], [26.5]])
  await reprice([yen.id], { percent: 10, round: '.99' })
  expect(await prices(yen.id)).toEqual([2799])
})

test('a percentage has two decimals, as on the page of prices', async () => {
  const { id } = await addProduct(user)
  expect((await ask([id], { percent: 10.005 })).status).toBe(400)
  expect((await ask([id], { percent: 12.35 })).status).toBe(202)
})

test('a loss that no price mends is said, not passed over', async () => {
  const { id } = await addProduct(user, { variants: [{ size: '8x10', price: 25 }] })
  const fees = { percent: 50 }
  expect((await api(user, 'PUT', '/api/settings', { fees })).status).toBe(200)
  const cost = { base_price: 25, cost: 600_000, accept_below_cost: true }
  expect((await api(user, 'PUT', '/api/pricing/8x10', cost)).ok).toBe(true)
  const { done, results } = await reprice([id], { mend: true })
  expect(results[0]?.error ?? 'passed over').toContain('No price')
  expect(done).toBe(0)
  expect(await prices(id)).toEqual([25])
})

test('cheap and dear prices stay above nothing and within what a price can be', async () => {
  const accept_below_cost = true
  const { id } = await addProduct(user, {
    accept_below_cost,
    variants: [
      { size: '8x10', price: 0.4 },
      { size: '11x14', price: 999_999.98 },
    ],
  })
  await reprice([id], { percent: -50, accept_below_cost })
  expect(await prices(id)).toEqual([0.2, 499_999.99])
  await reprice([id], { percent: 1000, sizes: ['11x14'], round: '.99' })
  expect(await prices(id)).toEqual([0.2, 999_999.99])
  await reprice([id], { amount: -5, sizes: ['8x10'], round: '.99', accept_below_cost })
  expect(await prices(id)).toEqual([0.99, 999_999.99])
})
