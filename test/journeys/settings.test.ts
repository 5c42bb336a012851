import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { effectiveMode } from '../../src/domain/settings/effective-mode.ts'
import { getSettings } from '../../src/domain/settings/get-settings.ts'
import { settings } from '../../src/domain/settings/schemas.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'
import { connectShop } from '../support/worker/shop.ts'

const answer = z.object({ settings })
const DEFAULTS = {
  global_mode: 'supervised',
  module_overrides: {},
  guardrails: { annual_mockup_budget: 3500, monthly_mockup_soft_limit: 292 },
  defaults: { vendor: 'Haven & Hold', product_type: 'Print', sku_prefix: 'HH' },
  time_zone: null,
  fees: { percent: 0, fixed: 0, postage: null, pays_postage: false, currency: 'USD' },
  print: { min_dpi: 150 },
  shop: { send_cost: false },
}
const STORED = { version: 0, own_defaults: {}, own_fees: {}, account_currency: 'USD' }

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

const sql = (text: string) => env.DB.prepare(text)
const put = (body: unknown) => api(user, 'PUT', '/api/settings', body)

describe('settings', () => {
  it('have their defaults before anybody has set them', async () => {
    const response = await api(user, 'GET', '/api/settings')
    expect(await response.json()).toEqual({ settings: DEFAULTS })
  })

  it('merge, nested parts too', async () => {
    await put({ guardrails: { annual_mockup_budget: 100 } })
    await put({ module_overrides: { mockups: 'autopilot' } })
    const response = await put({ guardrails: { monthly_mockup_soft_limit: 10 } })
    expect(answer.parse(await response.json()).settings).toEqual({
      ...DEFAULTS,
      global_mode: 'supervised',
      module_overrides: { mockups: 'autopilot' },
      guardrails: { annual_mockup_budget: 100, monthly_mockup_soft_limit: 10 },
    })
  })

  it('take camelCase as well', async () => {
    await put({ globalMode: 'autopilot', guardrails: { annualMockupBudget: 7 } })
    const now = await getSettings(user.ctx)
    expect(now.global_mode).toBe('autopilot')
    expect(now.guardrails.annual_mockup_budget).toBe(7)
  })

  it('lose an override that is set to null, and keep the other', async () => {
    await put({ module_overrides: { mockups: 'autopilot', products: 'supervised' } })
    await put({ module_overrides: { mockups: null } })
    expect((await getSettings(user.ctx)).module_overrides).toEqual({ products: 'supervised' })
  })

  it.each([
    [{ guardrails: { annual_mockup_budget: -1 } }],
    [{ guardrails: { annual_mockup_budget: 1.5 } }],
    [{ guardrails: { annual_mockup_budget: 1_000_001 } }],
    [{ global_mode: 'yolo' }],
    [{ unknown_setting: 1 }],
    [{ defaults: { vendor: '' } }],
    [{ defaults: { vendor: 'x'.repeat(256) } }],
    [{ defaults: { product_type: '   ' } }],
    [{ defaults: { sku_prefix: 'TOO-LONG' } }],
    [{ defaults: { sku_prefix: 'ABCDEFGHI' } }],
    [{ defaults: { colour: 'red' } }],
    [{ time_zone: 'Europe/Atlantis' }],
    [{ time_zone: '+01:00' }],
    [{ time_zone: '' }],
    [{ print: { min_dpi: 71 } }],
    [{ print: { min_dpi: 601 } }],
    [{ shop: { send_cost: 'yes' } }],
    [{ fees: { percent: 91 } }],
    [{ fees: { percent: 2.999 } }],
    [{ fees: { fixed: -1 } }],
    [{ fees: { postage: 4.999 } }],
    [{ fees: { fixed: 0.3, currency: 'JPY' } }],
    [{ fees: { colour: 'red' } }],
  ])('refuse %j and stay as they are', async (body) => {
    const response = await put(body)
    expect(response.status).toBe(400)
    expect(await getSettings(user.ctx)).toEqual({ ...DEFAULTS, ...STORED })
  })

  it('keep the fees of a sale, merge them, and drop amounts of a currency that is left', async () => {
    const set = async (fees: object) => answer.parse(await (await put({ fees })).json()).settings
    await set({ percent: 2.9, fixed: 0.3 })
    expect((await set({ paysPostage: true, postage: 4.5 })).fees).toEqual({
      percent: 2.9,
      fixed: 0.3,
      postage: 4.5,
      pays_postage: true,
      currency: 'USD',
    })
    expect((await set({ postage: null })).fees).toMatchObject({ postage: null, fixed: 0.3 })
    const { version } = await getSettings(user.ctx)
    expect((await set({ fixed: 0.3 })).fees).toMatchObject({ fixed: 0.3 })
    expect((await getSettings(user.ctx)).version).toBe(version)
    expect((await set({ currency: 'EUR' })).fees).toMatchObject({
      percent: 2.9,
      fixed: 0,
      currency: 'EUR',
    })
  })

  it("are each user's own", async () => {
    await put({ global_mode: 'autopilot' })
    const other = await createUser()
    expect((await getSettings(other.ctx)).global_mode).toBe('supervised')
  })
})

describe('defaults of new products', () => {
  it('merge one by one, in either case, with the SKU prefix in capitals', async () => {
    await put({ defaults: { skuPrefix: ' qs1 ' } })
    await put({ defaults: { vendor: 'Quiet Studio', product_type: 'Art print' } })
    const response = await put({ defaults: { productType: 'Poster' } })
    expect(answer.parse(await response.json()).settings.defaults).toEqual({
      vendor: 'Quiet Studio',
      product_type: 'Poster',
      sku_prefix: 'QS1',
    })
  })

  it('are what nobody has set again, once they are null', async () => {
    await put({ defaults: { vendor: 'Quiet Studio', sku_prefix: 'QS' } })
    await put({ defaults: { vendor: null } })
    expect((await getSettings(user.ctx)).defaults).toEqual({
      ...DEFAULTS.defaults,
      sku_prefix: 'QS',
    })
  })

  it("have the store's name as the vendor once a store is connected, unless one is set", async () => {
    const shop = await connectShop(user)
    const metadata = sql('SELECT metadata FROM integrations WHERE user_id = ? AND account = ?')
    const { shop_name } = JSON.parse(
      String(await metadata.bind(user.userId, shop).first('metadata')),
    )
    expect((await getSettings(user.ctx)).defaults.vendor).toBe(shop_name)
    await put({ defaults: { vendor: 'Quiet Studio' } })
    expect((await getSettings(user.ctx)).defaults.vendor).toBe('Quiet Studio')
  })

  it("have the first part of the store's domain where the store has no name", async () => {
    const shop = await connectShop(user)
    const nameless = sql(
      `UPDATE integrations SET metadata = json_remove(metadata, '$.shop_name') WHERE user_id = ?`,
    )
    await nameless.bind(user.userId).run()
    expect((await getSettings(user.ctx)).defaults.vendor).toBe(shop.split('.')[0])
  })
})

describe('the time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['UTC', 'UTC'],
  ])('%s is kept as %s', async (typed, kept) => {
    const response = await put({ timeZone: typed })
    expect(answer.parse(await response.json()).settings.time_zone).toBe(kept)
  })

  it('stays when something else changes, and goes when it is null', async () => {
    await put({ time_zone: 'Europe/Berlin' })
    await put({ global_mode: 'autopilot' })
    expect((await getSettings(user.ctx)).time_zone).toBe('Europe/Berlin')
    await put({ time_zone: null })
    expect((await getSettings(user.ctx)).time_zone).toBeNull()
  })
})

describe('the effective mode', () => {
  it("is the module's override, else the global mode", () => {
    const set = {
      global_mode: 'autopilot' as const,
      module_overrides: { products: 'supervised' as const },
    }
    expect(effectiveMode(set, 'products')).toBe('supervised')
    expect(effectiveMode(set, 'mockups')).toBe('autopilot')
  })
})
