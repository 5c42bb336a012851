import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Context } from '../../src/context.ts'
import { writeAll } from '../../src/db/client.ts'
import { runDueRetries } from '../../src/domain/recovery/run-due-retries.ts'
import {
  changeRetry,
  type FailedWork,
  findRetry,
  type RetryEvent,
} from '../../src/domain/retries/queue.ts'
import type { RetryOperation } from '../../src/domain/retries/schemas.ts'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

const MINUTE_MS = 60_000
const retry = z.object({
  id: z.string(),
  status: z.string(),
  attempts: z.number(),
  permanent: z.boolean(),
  error: z.string(),
  next_attempt_at: z.string().nullable(),
})
const one = z.object({ retry })
const listed = z.object({ retries: z.array(retry), total: z.number() })

let user: TestUser
beforeEach(async () => {
  // What is due is looked for among all users.
  await env.DB.exec('DELETE FROM retry_queue')
  user = await createUser()
})

/** The same user so much later, with no luck in the jitter. */
const at = (minutes: number): Context => ({
  ...user.ctx,
  random: () => 1,
  clock: { now: () => START + minutes * MINUTE_MS },
})
const START = Date.now()

const work = { payload: { scene: 'bedroom' }, error: 'Render failed', permanent: false }

async function happen(
  ctx: Context,
  subject_id: string,
  event: RetryEvent,
  operation_type: RetryOperation = 'mockup_generation',
): Promise<void> {
  const subject = { operation_type, subject_id }
  const row = await findRetry(ctx, subject)
  await writeAll(ctx.db, changeRetry(ctx, subject, row, event))
}

/** A picture that may have been charged: nobody may try it again before that is decided. */
async function seedDoubt(): Promise<string> {
  const { pictureId } = await seedMockup(user, { status: 'failed', item: false })
  await env.DB.prepare("UPDATE pictures SET state = 'suspect' WHERE user_id = ? AND id = ?")
    .bind(user.userId, pictureId)
    .run()
  return pictureId
}

type Failed = Partial<FailedWork> & { operation_type?: RetryOperation }

const fail = (ctx: Context, subject: string, { operation_type, ...more }: Failed = {}) =>
  happen(ctx, subject, { kind: 'failed', ...work, ...more }, operation_type)

async function rows(query = '') {
  return listed.parse(await (await api(user, 'GET', `/api/retries${query}`)).json()).retries
}

async function only() {
  const all = await rows()
  expect(all).toHaveLength(1)
  return z.array(retry).length(1).parse(all)[0]
}

function setStatus(status: string) {
  return env.DB.prepare('UPDATE retry_queue SET status = ? WHERE user_id = ?')
    .bind(status, user.userId)
    .run()
}

const minutesFromStart = (time: string | null | undefined) =>
  (Date.parse(time ?? '') - START) / MINUTE_MS

describe('work that failed', () => {
  it('waits a minute for its next attempt, once however often it is noted', async () => {
    const subject = newId()
    await fail(at(0), subject)
    await fail(at(0), subject, { error: 'Render failed again' })
    const row = await only()
    expect(row).toMatchObject({ status: 'waiting', attempts: 0, error: 'Render failed again' })
    expect(minutesFromStart(row?.next_attempt_at)).toBe(1)
  })

  it('waits longer after each attempt, until they are used up', async () => {
    const subject = newId()
    await fail(at(0), subject)
    const waits = []
    for (let attempt = 1; attempt <= 5; attempt++) {
      await setStatus('running')
      await fail(at(0), subject)
      const row = await only()
      waits.push([row?.status, row?.attempts, minutesFromStart(row?.next_attempt_at)])
    }
    expect(waits).toEqual([
      ['waiting', 1, 3],
      ['waiting', 2, 9],
      ['waiting', 3, 27],
      ['waiting', 4, 81],
      ['exhausted', 5, Number.NaN],
    ])
  })

  it('is not tried again by itself when that would end the same way', async () => {
    await fail(at(0), newId(), { permanent: true, error: 'Template is gone' })
    const row = await only()
    expect(row).toMatchObject({ status: 'exhausted', permanent: true, next_attempt_at: null })
    expect(await runDueRetries(at(600))).toBe(0)
  })

  it('starts over when it fails after it had succeeded', async () => {
    const subject = newId()
    await fail(at(0), subject)
    await setStatus('running')
    await happen(user.ctx, subject, { kind: 'succeeded' })
    expect(await only()).toMatchObject({ status: 'succeeded', attempts: 1, next_attempt_at: null })
    await fail(at(0), subject)
    expect(await only()).toMatchObject({ status: 'waiting', attempts: 0 })
  })
})

describe('trying again', () => {
  it('starts the failed mockup, and says that it runs', async () => {
    const { mockupId, pictureId } = await seedMockup(user, { status: 'failed', item: false })
    await fail(at(0), pictureId)
    const row = await only()
    const answer = await api(user, 'POST', `/api/retries/${row?.id}/run`)
    expect(answer.status).toBe(200)
    expect(one.parse(await answer.json()).retry.status).not.toBe('waiting')
    const { mockup } = z
      .object({ mockup: z.object({ status: z.string() }) })
      .parse(await (await api(user, 'GET', `/api/mockups/${mockupId}`)).json())
    expect(mockup.status).not.toBe('failed')
  })

  it('goes back with the reason when it cannot even start', async () => {
    await fail(at(0), await seedDoubt())
    const row = await only()
    const answer = await api(user, 'POST', `/api/retries/${row?.id}/run`)
    expect(answer.status).toBe(409)
    expect(await only()).toMatchObject({ status: 'exhausted', attempts: 1 })
  })

  it('ends when nobody waits for the picture any more', async () => {
    await fail(at(0), newId())
    const row = await only()
    expect((await api(user, 'POST', `/api/retries/${row?.id}/run`)).status).toBe(200)
    expect(await only()).toMatchObject({ status: 'discarded' })
  })

  it('ends when its product is gone', async () => {
    await fail(at(0), newId(), { operation_type: 'product_publish' })
    const row = await only()
    expect((await api(user, 'POST', `/api/retries/${row?.id}/run`)).status).toBe(404)
    expect(await only()).toMatchObject({ status: 'discarded' })
  })

  it('is refused for what runs, has succeeded or was discarded', async () => {
    await fail(at(0), newId())
    const row = await only()
    await env.DB.prepare(
      `UPDATE retry_queue SET status = 'running', lease_until = ? WHERE user_id = ?`,
    )
      .bind(new Date(Date.now() + MINUTE_MS).toISOString(), user.userId)
      .run()
    expect((await api(user, 'POST', `/api/retries/${row?.id}/run`)).status).toBe(409)
    for (const status of ['succeeded', 'discarded']) {
      await setStatus(status)
      expect((await api(user, 'POST', `/api/retries/${row?.id}/run`)).status).toBe(409)
      expect(await only()).toMatchObject({ status })
    }
  })
})

describe('what is due', () => {
  it('runs by itself, and not a moment before', async () => {
    const { pictureId } = await seedMockup(user, { status: 'failed', item: false })
    await fail(at(0), pictureId)
    expect(await runDueRetries(at(0.9))).toBe(0)
    expect(await rows('?due=true')).toHaveLength(0)
    expect(await runDueRetries(at(1))).toBe(1)
    expect(await only()).not.toMatchObject({ status: 'waiting' })
  })

  it('is run again when whoever ran it was lost', async () => {
    await fail(at(0), newId())
    await env.DB.prepare(
      `UPDATE retry_queue SET status = 'running', lease_until = ? WHERE user_id = ?`,
    )
      .bind(new Date(START).toISOString(), user.userId)
      .run()
    expect(await runDueRetries(at(1))).toBe(1)
    expect(await only()).toMatchObject({ status: 'discarded', attempts: 1 })
  })

  it('is bounded', async () => {
    for (let n = 0; n < 3; n++) await fail(at(0), newId())
    expect(await runDueRetries(at(5), 2)).toBe(2)
    expect(await runDueRetries(at(5), 2)).toBe(1)
  })
})

describe('a key', () => {
  const mayOnly = (scope: string) =>
    env.DB.prepare('UPDATE api_keys SET permissions = ? WHERE user_id = ?')
      .bind(JSON.stringify({ hub: [scope] }), user.userId)
      .run()

  /** A failed mockup and a failed publication, each with its retry. */
  async function failBoth() {
    const { pictureId } = await seedMockup(user, { status: 'failed', item: false })
    await fail(at(0), pictureId)
    const mockup = await only()
    await fail(at(0), newId(), { operation_type: 'product_publish' })
    const publication = (await rows()).find(({ id }) => id !== mockup?.id)
    return { mockup: mockup?.id, publication: publication?.id }
  }
  const run = async (id: string | undefined) =>
    (await api(user, 'POST', `/api/retries/${id}/run`)).status
  const runAll = async (operation_type: string) =>
    (await api(user, 'POST', '/api/retries/run-all', { operation_type })).status

  it('that may spend tries mockups again, and no publication', async () => {
    const { mockup, publication } = await failBoth()
    await mayOnly('spend')
    expect([await run(mockup), await run(publication)]).toEqual([200, 403])
    expect(await runAll('mockup_generation')).toBe(200)
    expect(await runAll('product_publish')).toBe(403)
  })

  it('that may publish tries publications again, and no mockup', async () => {
    const { mockup, publication } = await failBoth()
    await mayOnly('publish')
    // Allowed, and then the product is gone.
    expect([await run(mockup), await run(publication)]).toEqual([403, 404])
    expect(await runAll('mockup_generation')).toBe(403)
    expect(await runAll('product_publish')).toBe(200)
  })

  it('that may change only tries nothing again', async () => {
    const { mockup, publication } = await failBoth()
    await mayOnly('write')
    expect([await run(mockup), await run(publication)]).toEqual([403, 403])
    expect(await runAll('mockup_generation')).toBe(403)
  })
})

describe('discarding', () => {
  it('gives up on what waits, once', async () => {
    await fail(at(0), newId())
    const row = await only()
    const discard = () => api(user, 'POST', `/api/retries/${row?.id}/discard`)
    expect((await discard()).status).toBe(200)
    expect((await discard()).status).toBe(409)
    expect(await runDueRetries(at(600))).toBe(0)
  })

  it("is not done to another user's row", async () => {
    await fail(at(0), newId())
    const row = await only()
    const stranger = await createUser()
    expect((await api(stranger, 'POST', `/api/retries/${row?.id}/discard`)).status).toBe(404)
    expect((await api(stranger, 'POST', `/api/retries/${row?.id}/run`)).status).toBe(404)
    expect(await only()).toMatchObject({ status: 'waiting' })
  })
})

describe('all of a kind', () => {
  const runAll = (operation_type: string) =>
    api(user, 'POST', '/api/retries/run-all', { operation_type })

  it('is tried again at once, permanent failures too, and says how many', async () => {
    const waiting = await seedMockup(user, { status: 'failed', item: false })
    const permanent = await seedMockup(user, { status: 'failed', item: false })
    await fail(at(0), waiting.pictureId)
    await fail(at(0), permanent.pictureId, { permanent: true })
    const answer = await runAll('mockup_generation')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ success: true, started: 2, refused: 0, left: 0 })
    expect((await rows()).filter((row) => row.status === 'waiting')).toHaveLength(0)
  })

  it('counts what is refused, with the reason, and leaves other kinds alone', async () => {
    await fail(at(0), await seedDoubt())
    await fail(at(0), newId(), { operation_type: 'product_publish' })
    const answer = await runAll('mockup_generation')
    expect(await answer.json()).toMatchObject({
      ...{ success: true, started: 0, refused: 1, left: 0 },
      reason: expect.stringContaining('charge is unconfirmed'),
    })
    expect((await rows()).map((row) => row.status).sort()).toEqual(['exhausted', 'waiting'])
  })

  it('stops where credits are short, and tells how many are left', async () => {
    await updateSettings(user.ctx, { guardrails: { annual_mockup_budget: 0 } })
    for (let n = 0; n < 7; n++) {
      await fail(at(0), (await seedMockup(user, { status: 'failed', item: false })).pictureId)
    }
    expect(await (await runAll('mockup_generation')).json()).toMatchObject({
      ...{ started: 0, refused: 5, left: 2, reason: 'Insufficient credits. 0 remaining.' },
    })
  })

  it('is refused for a kind that does not exist', async () => {
    expect((await runAll('everything')).status).toBe(400)
  })
})
