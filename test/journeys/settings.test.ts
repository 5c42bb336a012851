import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { effectiveMode } from '../../src/domain/settings/effective-mode.ts'
import { getSettings } from '../../src/domain/settings/get-settings.ts'
import { settings } from '../../src/domain/settings/schemas.ts'
import { api } from '../support/worker/api.ts'
import { createUser, type TestUser } from '../support/worker/create-user.ts'

const answer = z.object({ settings })
const DEFAULTS = {
  global_mode: 'supervised',
  module_overrides: {},
  guardrails: { annual_mockup_budget: 3500, monthly_mockup_soft_limit: 292 },
}

let user: TestUser
beforeEach(async () => {
  user = await createUser()
})

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
  ])('refuse %j and stay as they are', async (body) => {
    const response = await put(body)
    expect(response.status).toBe(400)
    expect(await getSettings(user.ctx)).toEqual({ ...DEFAULTS, version: 0 })
  })

  it("are each user's own", async () => {
    await put({ global_mode: 'autopilot' })
    const other = await createUser()
    expect((await getSettings(other.ctx)).global_mode).toBe('supervised')
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
