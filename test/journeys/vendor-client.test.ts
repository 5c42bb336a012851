import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { disconnect } from '../../src/domain/integrations/disconnect.ts'
import { openVendorClient } from '../../src/domain/rendering/open-vendor-client.ts'
import type { VendorClient } from '../../src/integrations/dynamic-mockups/vendor-client.ts'
import { impatient } from '../support/faults/bindings.ts'
import { api } from '../support/worker/api.ts'
import { plainPng } from '../support/worker/artwork.ts'
import {
  contextOf,
  createUser,
  newStudioKey,
  type TestUser,
} from '../support/worker/create-user.ts'
import { renderAtOnce, sandboxPost, vendorRenders } from '../support/worker/sandbox.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let user: TestUser
let client: VendorClient
beforeEach(async () => {
  user = await createUser()
  await renderAtOnce(user.vendorKey)
  client = await openVendorClient(user.ctx)
})

async function request(label: string, templateId = 'dm_bedroom_001') {
  const bytes = new Uint8Array(await plainPng(40, 50, [200, 0, 0]))
  return {
    templateId,
    smartObjectId: 'so_bedroom_artwork_frame',
    artwork: { kind: 'file', bytes, contentType: 'image/png', name: 'red.png' },
    label,
    widthPixels: 200,
  } as const
}

const breakRenders = (fault: { kind: string; value?: number | string }) =>
  sandboxPost('/faults', { vendor: 'dynamic_mockups', key: user.vendorKey, times: 1, ...fault })

/** A record of ours, as the hub's own rendering leaves it. */
async function record(status: 'generating' | 'completed' | 'failed') {
  const { pictureId } = await seedMockup(user, { status, item: false })
  return { pictureId, id: `${pictureId}.1` }
}

const setPicture = (pictureId: string, columns: string) =>
  env.DB.prepare(`UPDATE pictures SET ${columns} WHERE user_id = ? AND id = ?`)
    .bind(user.userId, pictureId)
    .run()

describe('createRender', () => {
  test('makes the one paid call, and answers with our id, the link and the credit', async () => {
    expect(await client.createRender(await request('mine.1'))).toMatchObject({
      id: 'mine.1',
      status: 'completed',
      url: expect.stringMatching(/^http.*\/exports\//),
      credits: 1,
      error: null,
    })
    expect((await vendorRenders(user.vendorKey)).charged).toBe(1)
  })

  test.each([
    [{ kind: 'status', value: 401 }, 401, 'UNAUTHORIZED'],
    [{ kind: 'status', value: 403 }, 403, 'INSUFFICIENT_CREDITS'],
    [{ kind: 'status', value: 422 }, 422, 'VALIDATION'],
    [{ kind: 'status', value: 500 }, 500, 'RENDER_FAILED'],
    [{ kind: 'html_error', value: 502 }, 502, 'UPSTREAM'],
    [{ kind: 'rate_limit', value: 3 }, 429, 'RATE_LIMITED'],
    [{ kind: 'bad_result', value: 'no_export_path' }, 200, 'BAD_RESPONSE'],
    [{ kind: 'reset' }, undefined, 'UNKNOWN'],
  ])('says of %o its status and our code', async (fault, status, code) => {
    await breakRenders(fault)
    const making = client.createRender(await request('mine.1'))
    await expect(making).rejects.toMatchObject({ name: 'DynamicMockupsError', status, code })
  })

  test('says of no answer in time 408 and our code', async () => {
    const hurried = await openVendorClient(contextOf(user, impatient()))
    await breakRenders({ kind: 'timeout' })
    const making = hurried.createRender(await request('mine.1'))
    const timeout = { name: 'DynamicMockupsError', status: 408, code: 'TIMEOUT' }
    await expect(making).rejects.toMatchObject(timeout)
  })

  test('says of a template that is not there that it is not found, for free', async () => {
    const making = client.createRender(await request('mine.1', 'dm_nowhere'))
    await expect(making).rejects.toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect((await vendorRenders(user.vendorKey)).charged).toBe(0)
  })
})

describe('getRender', () => {
  test('answers from our own record, without a call', async () => {
    const { id } = await record('completed')
    expect(await client.getRender(id)).toMatchObject({
      id,
      status: 'completed',
      url: expect.stringContaining('/files/'),
      credits: 1,
    })
    expect((await client.getRender((await record('generating')).id)).status).toBe('processing')
    expect((await vendorRenders(user.vendorKey)).renders).toEqual([])
  })

  test('finds no render that was never made, and none of another user’s', async () => {
    const { id, pictureId } = await record('completed')
    const stranger = await openVendorClient((await createUser()).ctx)
    const missing = { status: 404, code: 'NOT_FOUND' }
    await expect(stranger.getRender(id)).rejects.toMatchObject(missing)
    for (const other of ['nothing', `${pictureId}.2`, `${pictureId}.0`, pictureId]) {
      await expect(client.getRender(other)).rejects.toMatchObject(missing)
    }
  })
})

describe('waitForRender', () => {
  test('answers as soon as our record has ended', async () => {
    const { id, pictureId } = await record('generating')
    const waiting = client.waitForRender(id)
    await setPicture(pictureId, "state = 'stored'")
    expect(await waiting).toMatchObject({ id, status: 'completed' })
  })

  test('gives up with RENDER_TIMEOUT when the time is over', async () => {
    const { id } = await record('generating')
    await expect(client.waitForRender(id, { timeoutMs: 20 })).rejects.toMatchObject({
      message: 'Render timed out',
      status: 408,
      code: 'RENDER_TIMEOUT',
    })
  })

  test('throws what the render failed with', async () => {
    const { id, pictureId } = await record('failed')
    await expect(client.waitForRender(id)).rejects.toMatchObject({ code: 'RENDER_FAILED' })
    await setPicture(
      pictureId,
      "error_message = 'Too dark', error_status = 422, error_code = 'VALIDATION'",
    )
    await expect(client.waitForRender(id)).rejects.toMatchObject({
      message: 'Too dark',
      status: 422,
      code: 'VALIDATION',
    })
  })
})

describe('renderAndWait', () => {
  test('answers as the vendor does where we keep no record of it', async () => {
    const made = await client.renderAndWait(await request('mine.1'))
    expect(made).toMatchObject({ id: 'mine.1', status: 'completed' })
    expect(made.url).toContain('/exports/')
  })

  test('answers with our record where there is one', async () => {
    const { id } = await record('completed')
    const made = await client.renderAndWait(await request(id))
    expect(made.url).toContain('/files/')
  })
})

describe('templates', () => {
  test('are described with their layers by uuid', async () => {
    expect(await client.getTemplate('dm_bedroom_001')).toMatchObject({
      id: 'dm_bedroom_001',
      layers: [
        {
          id: 'so_bedroom_artwork_frame',
          name: 'artwork_frame',
          type: 'smart_object',
          size: { width: 800, height: 1000 },
        },
      ],
      collections: [{ id: 'collection-bedrooms', name: 'Bedrooms' }],
    })
    await expect(client.getTemplate('dm_nowhere')).rejects.toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    })
  })

  test('are listed in pages and by category, with the total, whatever else is in the answer', async () => {
    const studio = await openVendorClient((await createUser(newStudioKey())).ctx)
    const page = await studio.listTemplates({ page: 4, limit: 60 })
    expect(page).toMatchObject({ total: 200, page: 4, limit: 60 })
    expect(page.templates).toHaveLength(20)
    const wood = await studio.listTemplates({ page: 1, limit: 10, category: 'wood' })
    expect(wood.total).toBe(50)
    expect(wood.templates).toHaveLength(10)
  })
})

test('credits are those of our ledger, and it says so', async () => {
  await api(user, 'PUT', '/api/settings', { guardrails: { annual_mockup_budget: 40 } })
  expect(await client.getCredits()).toEqual({ remaining: 40, total: 40, source: 'ledger' })
})

test('without a key it is a clear error of the configuration', async () => {
  await disconnect(user.ctx, 'dynamic_mockups')
  const { config } = user.ctx
  const dynamicMockups = { ...config.dynamicMockups, apiKey: undefined }
  const keyless = { ...user.ctx, config: { ...config, dynamicMockups } }
  await expect(openVendorClient(keyless)).rejects.toMatchObject({
    code: 'not_configured',
    message: 'Dynamic Mockups API key not configured',
  })
})
