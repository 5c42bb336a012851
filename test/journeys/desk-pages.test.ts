import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { writeAll } from '../../src/db/client.ts'
import { getShopifyAccount } from '../../src/domain/integrations/get-shopify-account.ts'
import { markShopRefused } from '../../src/domain/integrations/mark-shop-refused.ts'
import { changeRetry } from '../../src/domain/retries/queue.ts'
import { getSettings } from '../../src/domain/settings/get-settings.ts'
import { newId } from '../../src/ids.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'
import { seedMockup } from '../support/worker/seed-mockup.ts'

let browser: Browser
let person: { userId: string; ctx: Context }
beforeEach(async () => {
  browser = await openBrowser()
  const newest = await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first(
    'id',
  )
  const userId = String(newest)
  person = { userId, ctx: forUser(testBase(), userId, { kind: 'system', job: 'test' }) }
})

const page = async (path: string) => (await browser.get(path)).text()

describe('each page of the desk', () => {
  it.each([
    ['/approvals', 'No mockups to review'],
    ['/approvals?type=product', 'No products to review'],
    ['/mockups', 'No mockups yet'],
    ['/scenes', 'No scenes of your own yet'],
    ['/problems', 'Nothing needs you'],
    ['/activity', 'No activity yet'],
    ['/settings', 'Annual budget'],
    ['/integrations', 'From your Dynamic Mockups account'],
  ])('%s is useful while there is nothing', async (path, words) => {
    const answer = await browser.get(path)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain(words)
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text).not.toMatch(/ style=/)
  })
})

describe('the approvals page', () => {
  it('decides about one, and goes back to the list as it was filtered', async () => {
    const { itemId, mockupId } = await seedMockup(person)
    expect(await page('/approvals')).toContain('You are allowed to rest')
    const answer = await browser.post(`/approvals/${itemId}/reject?scene=bedroom`, {})
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/approvals?scene=bedroom')
    expect(await statusOf(mockupId)).toBe('rejected')
    const said = await page('/approvals?status=rejected')
    expect(said).toContain('Rejected You are allowed to rest in Bedroom. Nothing left to review.')
    expect(said).toContain('Rejected by you,')
  })

  it('shows one collection, own ones too, and stays there after a decision', async () => {
    const form = { name: 'Calm', key: 'calm', colour: 'plum', shop: 'none' }
    expect((await browser.post('/collections', form)).status).toBe(303)
    const [calm, other] = [await seedMockup(person), await seedMockup(person)]
    const sql = "UPDATE approval_items SET collection = 'calm' WHERE user_id = ? AND id = ?"
    await env.DB.prepare(sql).bind(person.userId, calm.itemId).run()
    const text = await page('/approvals?collection=calm')
    expect(text).toMatch(/<option value="calm" selected[^>]*>Calm</)
    expect(text).toContain(`/approvals/${calm.itemId}/approve`)
    expect(text).not.toContain(other.itemId)
    expect(text).toContain('/approvals?status=approved&amp;collection=calm')
    expect(text.replace(/<[^>]+>/g, ' ')).toMatch(/To review\s+1\s+Approved\s+0/)
    const answer = await browser.post(`/approvals/${calm.itemId}/approve?collection=calm`, {})
    const back = '/approvals?collection=calm'
    expect(answer.headers.get('location')).toBe(back)
    expect(await page(back)).toContain('Create products from 1 approved mockup')
    // A key that is no key is no filter.
    expect(await page('/approvals?collection=%3Cb%3E')).toContain(other.itemId)
  })

  it('decides about several at once, with a reason', async () => {
    const [one, two] = [await seedMockup(person), await seedMockup(person)]
    const form = new FormData()
    form.append('id', one.itemId)
    form.append('id', two.itemId)
    form.append('decision', 'approved')
    form.append('reason', 'Lovely light')
    expect((await browser.post('/approvals/bulk', form)).status).toBe(303)
    expect([await statusOf(one.mockupId), await statusOf(two.mockupId)]).toEqual([
      'approved',
      'approved',
    ])
    expect(await page('/approvals?status=approved')).toContain('Lovely light')
  })

  it('shows the mockup, and its artwork next to it', async () => {
    const { pictureId, assetId } = await seedMockup(person)
    const text = await page('/approvals')
    expect(text).toContain(`/pictures/${pictureId}.1.png?`)
    expect(text).toContain(`/assets/${assetId}.png?`)
  })

  it('says why something could not be decided', async () => {
    const { itemId } = await seedMockup(person, { status: 'generating' })
    const answer = await browser.post(`/approvals/${itemId}/approve`, {})
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Only rendered mockups can be approved')
  })

  it('changes nothing when nothing was chosen', async () => {
    const answer = await browser.post('/approvals/bulk', { decision: 'approved' })
    expect(answer.headers.get('location')).toBe('/approvals')
    expect(await page('/approvals')).toContain('Nothing was selected, so nothing was changed.')
  })
})

describe('the settings page', () => {
  const typed = {
    global_mode: 'autopilot',
    mockups: 'supervised',
    products: '',
    annual_mockup_budget: '120',
    monthly_mockup_soft_limit: '10',
    min_dpi: '150',
  }

  it('saves what was chosen', async () => {
    expect((await browser.post('/settings', typed)).headers.get('location')).toBe('/settings')
    expect(await getSettings(person.ctx)).toMatchObject({
      global_mode: 'autopilot',
      module_overrides: { mockups: 'supervised' },
      guardrails: { annual_mockup_budget: 120, monthly_mockup_soft_limit: 10 },
    })
  })

  it('keeps what was typed and says what is wrong with it', async () => {
    const answer = await browser.post('/settings', { ...typed, annual_mockup_budget: 'a lot' })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('value="a lot"')
    expect(text).toContain('Enter a whole number of credits')
    expect((await getSettings(person.ctx)).global_mode).toBe('supervised')
  })
})

describe('the integrations page', () => {
  it('connects a shop and never shows the secret', async () => {
    const name = `test-${newId()}`
    const form = {
      kind: 'app',
      shop_domain: `${name}.myshopify.com`,
      client_id: `client_${name}`,
      client_secret: `secret_${name}`,
    }
    expect((await browser.post('/integrations/shopify', form)).status).toBe(303)
    const text = await page('/integrations')
    expect(text).toContain(`${name}.myshopify.com`)
    expect(text).not.toContain(`secret_${name}`)
  })

  it.each([
    ['its name', (name: string) => name],
    ['a link of its admin', (name: string) => `https://admin.shopify.com/store/${name}/products`],
    ['its storefront', (name: string) => `http://${name}.myshopify.com/collections/all`],
  ])('connects a store by %s, and says which', async (_what, address) => {
    const name = `test-${newId()}`
    const form = {
      kind: 'app',
      shop_domain: address(name),
      client_id: `client_${name}`,
      client_secret: `secret_${name}`,
    }
    expect((await browser.post('/integrations/shopify', form)).status).toBe(303)
    expect(await page('/integrations')).toContain(`Connected ${name}.myshopify.com.`)
  })

  it('says what to type instead of an address that names no store', async () => {
    const form = { kind: 'token', shop_domain: 'havenhold.com', access_token: 'shpat_x' }
    const answer = await browser.post('/integrations/shopify', form)
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('Enter the address that ends in .myshopify.com.')
    expect(text).toContain('value="havenhold.com"')
  })

  it('asks for a fix where the connection is refused, with the form open', async () => {
    const name = `test-${newId()}`
    const form = { kind: 'token', shop_domain: name, access_token: `shpat_${name}` }
    expect((await browser.post('/integrations/shopify', form)).status).toBe(303)
    expect(await page('/integrations')).not.toContain('Fix connection')
    const account = await getShopifyAccount(person.ctx)
    await markShopRefused(person.ctx, account, 'Shopify did not accept the access token')
    const text = await page('/integrations')
    expect(text).toContain('Your Shopify connection needs attention')
    expect(text).toContain('Shopify did not accept the access token')
    expect(text).toContain('<details open="">')
    expect(text).toContain('Fix connection')
  })

  it('keeps the address but not the secret when the shop refuses', async () => {
    const answer = await browser.post('/integrations/shopify', {
      kind: 'app',
      shop_domain: 'test-wrong.myshopify.com',
      client_id: 'client_mine',
      client_secret: 'a-wrong-secret',
    })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('value="test-wrong.myshopify.com"')
    expect(text).toContain('value="client_mine"')
    expect(text).not.toContain('a-wrong-secret')
  })

  it('refuses a key that the vendor refuses, next to the field', async () => {
    const answer = await browser.post('/integrations/dynamic_mockups', { api_key: 'not-a-key' })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('did not accept this API key')
    expect(text).not.toContain('value="not-a-key"')
  })
})

describe('the scene library', () => {
  const loft = {
    scene_key: 'loft',
    name: 'Loft',
    description: '',
    dm_template_id: 'dm_loft',
    default_width: '500',
    default_height: '700',
    recommended_collections: 'growth',
  }

  it('adds, edits, switches off and deletes', async () => {
    expect((await browser.post('/scenes', loft)).status).toBe(303)
    const id = await idOfScene()
    expect(await page(`/scenes?edit=${id}`)).toContain('value="500"')
    const { scene_key: _key, ...shown } = loft
    await browser.post(`/scenes/${id}`, { ...shown, name: 'Bright loft' })
    await browser.post(`/scenes/${id}/switch-off`, {})
    const text = await page('/scenes')
    expect(text).toContain('Bright loft')
    expect(text).toContain('Turn on<')
    await browser.post(`/scenes/${id}/delete`, {})
    expect(await page('/scenes')).toContain('Deleted Bright loft.')
    expect(await page('/scenes')).not.toContain('Bright loft')
  })

  it('names the fields that are wrong, nested ones too', async () => {
    const answer = await browser.post('/scenes', { ...loft, scene_key: 'No!', default_width: '0' })
    expect(answer.status).toBe(400)
    const text = await answer.text()
    expect(text).toContain('href="#field-scene-scene_key"')
    expect(text).toContain('href="#field-scene-default_width"')
    expect(text).toContain('value="No!"')
  })
})

describe('the page of problems', () => {
  it('lists what failed, and gives up on it', async () => {
    const seeded = await seedMockup(person, { status: 'failed', item: false })
    const { mockupId, pictureId } = seeded
    const subject = { operation_type: 'mockup_generation', subject_id: pictureId } as const
    await writeAll(
      person.ctx.db,
      changeRetry(person.ctx, subject, undefined, {
        kind: 'failed',
        payload: { mockup_id: mockupId },
        error: 'Render failed for a reason',
        permanent: false,
      }),
    )
    const text = await page('/problems')
    expect(text).toContain('Render failed for a reason')
    expect(text).toContain(`/mockups/${mockupId}`)
    const id = await env.DB.prepare('SELECT id FROM retry_queue WHERE user_id = ?')
      .bind(person.userId)
      .first('id')
    const answer = await browser.post(`/retries/${id}/discard?tab=waiting`, {})
    expect(answer.headers.get('location')).toBe('/problems?tab=waiting')
    expect(await page('/problems?tab=resolved&status=discarded')).toContain(
      'Render failed for a reason',
    )
    expect((await browser.post(`/retries/${id}/run`, {})).status).toBe(409)
  })
})

it('the activity page tells what happened in words, and by whom', async () => {
  await browser.post('/settings', { global_mode: 'autopilot', mockups: '', products: '' })
  const { itemId } = await seedMockup(person, { scene: 'living_room' })
  await browser.post(`/approvals/${itemId}/approve`, {})
  const text = await page('/activity')
  expect(text).toContain('Approved a mockup in Living Room')
  expect(text).toContain('You')
  expect(await page('/activity?module=quotes')).toContain('Nothing matches')
})

function statusOf(mockupId: string) {
  return env.DB.prepare('SELECT status FROM mockups WHERE user_id = ? AND id = ?')
    .bind(person.userId, mockupId)
    .first('status')
}

function idOfScene() {
  return env.DB.prepare('SELECT id FROM mockup_scene_templates WHERE user_id = ?')
    .bind(person.userId)
    .first('id')
}
