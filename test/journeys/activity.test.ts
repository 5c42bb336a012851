import { beforeEach, expect, it } from 'vitest'
import * as z from 'zod'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

const listed = z.object({
  total: z.number(),
  activity: z.array(
    z.object({
      action_type: z.string(),
      module: z.string(),
      reference_id: z.string().nullable(),
      actor_type: z.string(),
      actor_name: z.string(),
      executed: z.boolean(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
})

let user: TestUser
beforeEach(async () => {
  user = await createUser()
  await api(user, 'POST', '/api/quotes', { text: 'Rest', collection: 'growth' })
  await api(user, 'PUT', '/api/settings', { global_mode: 'autopilot' })
})

async function list(query = '', who = user) {
  return listed.parse(await (await api(who, 'GET', `/api/activity${query}`)).json())
}

it('lists what was done and by whom, newest first', async () => {
  const { activity, total } = await list()
  expect(total).toBe(2)
  expect(activity.map((row) => row.action_type)).toEqual(['settings_changed', 'quote_created'])
  expect(activity[0]).toMatchObject({ actor_type: 'api_key', actor_name: 'Test key' })
})

it('can be narrowed to a module, and to one thing', async () => {
  const { activity } = await list('?module=quotes')
  expect(activity).toHaveLength(1)
  const reference = activity[0]?.reference_id ?? ''
  expect((await list(`?reference_id=${reference}`)).total).toBe(1)
})

it('refuses a module that does not exist', async () => {
  expect((await api(user, 'GET', '/api/activity?module=weather')).status).toBe(400)
})

it("shows nobody else's", async () => {
  expect((await list('', await createUser())).total).toBe(0)
})
