import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { decryptText, encryptText } from '../../src/domain/integrations/encrypt.ts'
import { getDynamicMockupsKey } from '../../src/domain/integrations/get-dynamic-mockups-key.ts'
import { getShopifyAccount } from '../../src/domain/integrations/get-shopify-account.ts'
import {
  clearIntegrationError,
  markIntegrationError,
} from '../../src/domain/integrations/mark-integration-error.ts'
import { newId } from '../../src/ids.ts'
import { api } from '../support/worker/api.ts'
import { contextOf, createUser, type TestUser } from '../support/worker/create-user.ts'

const integration = z.object({
  provider: z.string(),
  status: z.string(),
  account: z.string().nullable(),
  error: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
})
const one = z.object({ integration })
const refusal = z.object({ error: z.string() })
const SECRET = 'a secret that has more than 32 characters'

let user: TestUser
let name: string
beforeEach(async () => {
  user = await createUser()
  name = `test-${newId()}`
})

const shop = () => `${name}.myshopify.com`
const connect = (more: Record<string, string>, who = user) =>
  api(who, 'PUT', '/api/integrations/shopify', { shopDomain: shop(), ...more })
const withApp = (who = user) =>
  connect({ clientId: `client_${name}`, clientSecret: `secret_${name}` }, who)

describe('connecting a shop', () => {
  it('signs in, learns who it is and never shows the credentials again', async () => {
    const answer = await withApp()
    const text = await answer.text()
    expect(one.parse(JSON.parse(text)).integration).toMatchObject({
      status: 'connected',
      account: shop(),
      metadata: { shop_domain: shop(), missing_scopes: [] },
    })
    expect(text).not.toContain(`secret_${name}`)
    const list = await (await api(user, 'GET', '/api/integrations')).text()
    expect(list).not.toContain(`secret_${name}`)
    expect(await credentialsOf('shopify')).toMatch(/^v1\./)
    expect(await getShopifyAccount(user.ctx)).toMatchObject({
      shopDomain: shop(),
      credentials: { clientId: `client_${name}`, clientSecret: `secret_${name}` },
    })
  })

  it('takes a pasted access token too', async () => {
    await connect({ accessToken: `shpat_${name}` })
    const { credentials } = await getShopifyAccount(user.ctx)
    expect(credentials).toEqual({ accessToken: `shpat_${name}` })
  })

  it('shows which scopes the app lacks, and connects all the same', async () => {
    name = `test-limited-${newId()}`
    const { integration: row } = one.parse(await (await withApp()).json())
    expect(row.status).toBe('error')
    expect(row.error).toContain('write_publications')
    expect((await getShopifyAccount(user.ctx)).shopDomain).toBe(shop())
  })

  it.each([
    ['a wrong secret', { clientId: 'client_x', clientSecret: 'wrong' }],
    ['a wrong token', { accessToken: 'shpat_wrong' }],
    ['half the credentials', { clientId: 'client_x' }],
    ['both kinds at once', { clientId: 'a', clientSecret: 'b', accessToken: 'c' }],
  ])('refuses %s and keeps nothing', async (_what, credentials) => {
    const answer = await connect(credentials)
    expect(answer.status).toBe(400)
    expect(await credentialsOf('shopify')).toBeNull()
  })

  it.each(['evil.example.com', 'x.myshopify.com.evil.com', 'a/../b.myshopify.com', ''])(
    'refuses %j as a shop',
    async (shopDomain) => {
      const answer = await api(user, 'PUT', '/api/integrations/shopify', {
        shopDomain,
        accessToken: 'shpat_x',
      })
      expect(answer.status).toBe(400)
    },
  )

  it('belongs to one user, until that one disconnects it', async () => {
    await withApp()
    const other = await createUser()
    const taken = await withApp(other)
    expect(taken.status).toBe(409)
    await expect(getShopifyAccount(other.ctx)).rejects.toThrow('Shopify not connected')
    await api(user, 'DELETE', '/api/integrations/shopify')
    expect((await withApp(other)).status).toBe(200)
  })
})

describe('disconnecting', () => {
  it('forgets the credentials', async () => {
    await withApp()
    const answer = await api(user, 'DELETE', '/api/integrations/shopify')
    expect(one.parse(await answer.json()).integration.status).toBe('disconnected')
    expect(await credentialsOf('shopify')).toBeNull()
    await expect(getShopifyAccount(user.ctx)).rejects.toThrow('Shopify not connected')
  })

  it('is harmless where nothing is connected', async () => {
    expect((await api(user, 'DELETE', '/api/integrations/shopify')).status).toBe(200)
  })
})

describe('the Dynamic Mockups key', () => {
  it('is checked with the vendor before it is kept', async () => {
    const put = (apiKey: string) =>
      api(user, 'PUT', '/api/integrations/dynamic_mockups', { apiKey })
    const refused = await put('no-such-key')
    expect(refused.status).toBe(400)
    expect(refusal.parse(await refused.json()).error).toContain('did not accept this API key')
    const kept = `sandbox_${newId()}`
    expect((await put(kept)).status).toBe(200)
    expect(await getDynamicMockupsKey(user.ctx)).toMatchObject({ apiKey: kept, own: true })
  })

  it("is the environment's where the user has none, and else not configured", async () => {
    await api(user, 'DELETE', '/api/integrations/dynamic_mockups')
    const bare = contextOf(user)
    const dynamicMockups = { ...bare.config.dynamicMockups, apiKey: 'sandbox_shared' }
    const shared = { ...bare, config: { ...bare.config, dynamicMockups } }
    const key = await getDynamicMockupsKey(shared)
    expect(key).toMatchObject({ apiKey: 'sandbox_shared', own: false })
    expect(key.account).toMatch(/^[0-9a-f]{16}$/)
    await expect(getDynamicMockupsKey(bare)).rejects.toThrow(
      'Dynamic Mockups API key not configured',
    )
  })

  it('shows an error until the vendor has answered well again', async () => {
    await markIntegrationError(user.ctx, 'dynamic_mockups', 'The account is out of credits')
    await markIntegrationError(user.ctx, 'dynamic_mockups', 'The account is out of credits')
    expect(await shown('dynamic_mockups')).toMatchObject({
      status: 'error',
      error: 'The account is out of credits',
    })
    await clearIntegrationError(user.ctx, 'dynamic_mockups')
    expect(await shown('dynamic_mockups')).toMatchObject({ status: 'connected', error: null })
    expect(await failuresTold()).toBe(1)
  })
})

describe('a ciphertext', () => {
  it('is read by its owner, and by nobody whose row it was moved to', async () => {
    const sealed = await encryptText(SECRET, 'ada\nshopify', 'shpat_1')
    expect(sealed).not.toContain('shpat_1')
    expect(await decryptText(SECRET, 'ada\nshopify', sealed)).toBe('shpat_1')
    await expect(decryptText(SECRET, 'bob\nshopify', sealed)).rejects.toThrow(
      'can no longer be read',
    )
    await expect(decryptText(`${SECRET}!`, 'ada\nshopify', sealed)).rejects.toThrow()
  })

  it('differs each time', async () => {
    const [first, second] = [
      await encryptText(SECRET, 'a', 'x'),
      await encryptText(SECRET, 'a', 'x'),
    ]
    expect(first).not.toBe(second)
  })

  it('moved in the database opens nothing', async () => {
    await withApp()
    const other = await createUser()
    await env.DB.prepare(
      `INSERT INTO integrations (user_id, provider, id, status, account, credentials, created_at, updated_at)
       SELECT ?, provider, ?, status, 'stolen.myshopify.com', credentials, created_at, updated_at
       FROM integrations WHERE user_id = ? AND provider = 'shopify'`,
    )
      .bind(other.userId, newId(), user.userId)
      .run()
    await expect(getShopifyAccount(other.ctx)).rejects.toThrow('can no longer be read')
  })
})

async function shown(provider: string) {
  const answer = await api(user, 'GET', `/api/integrations/${provider}`)
  return one.parse(await answer.json()).integration
}

function credentialsOf(provider: string) {
  return env.DB.prepare('SELECT credentials FROM integrations WHERE user_id = ? AND provider = ?')
    .bind(user.userId, provider)
    .first('credentials')
}

function failuresTold() {
  return env.DB.prepare(
    `SELECT count(*) AS n FROM activity_log WHERE user_id = ? AND action_type = 'integration_failed'`,
  )
    .bind(user.userId)
    .first('n')
}
