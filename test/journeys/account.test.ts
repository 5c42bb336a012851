import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { connectShopify } from '../../src/domain/integrations/connect-shopify.ts'
import { shopifyConnection } from '../../src/domain/integrations/schemas.ts'
import { getSettings } from '../../src/domain/settings/get-settings.ts'
import { updateSettings } from '../../src/domain/settings/update-settings.ts'
import type { Browser } from '../support/worker/browser.ts'
import { hiddenValue } from '../support/worker/hidden-value.ts'
import { openPerson, type Person } from '../support/worker/open-person.ts'
import { newShop } from '../support/worker/shop.ts'

const TYPED = {
  name: 'Ada',
  time_zone: '',
  vendor: 'Haven & Hold',
  product_type: 'Print',
  sku_prefix: 'HH',
}

let browser: Browser
let person: Person
beforeEach(async () => {
  const opened = await openPerson()
  browser = opened.browser
  person = opened.person
})

const page = async () => (await browser.get('/account')).text()
const save = (changes: Partial<typeof TYPED> & { version?: string }) =>
  browser.post('/account', { ...TYPED, ...changes })

describe('the account page', () => {
  it('shows the name, the email address and what new products start with', async () => {
    const html = await page()
    expect(html).toMatch(/<input required=""[^>]*name="name"[^>]*value="Ada"/)
    expect(html).toMatch(/readonly=""[^>]*name="email"[^>]*value="[^"]+@example\.com"/)
    expect(html).toMatch(/name="vendor"[^>]*value="Haven &amp; Hold"/)
    expect(html).toMatch(/name="sku_prefix"[^>]*value="HH"/)
    expect(html).toContain('action="/sign-out"')
  })

  it('offers the time zone of the browser, and every other', async () => {
    expect(await page()).toContain('<option value="" selected="">Same as your browser</option>')
    browser.setCookie('time_zone', 'America/New_York')
    const html = await page()
    expect(html).toContain('Same as this browser: America/New York')
    expect(html).toContain('<option value="Europe/Berlin">Berlin</option>')
    expect(html).toContain('<option value="America/Argentina/')
  })

  it('saves all of it at once and says so', async () => {
    const answer = await save({
      name: 'Ada Lovelace',
      time_zone: 'Europe/Berlin',
      vendor: 'Quiet Studio',
      product_type: 'Poster',
      sku_prefix: 'qs',
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/account')
    const html = await page()
    expect(html).toContain('Account saved.')
    expect(html).toMatch(/name="sku_prefix"[^>]*value="QS"/)
    expect(html).toContain('<option value="Europe/Berlin" selected="">')
    expect(await getSettings(person.ctx)).toMatchObject({
      time_zone: 'Europe/Berlin',
      own_defaults: { vendor: 'Quiet Studio', product_type: 'Poster', sku_prefix: 'QS' },
    })
  })

  it('shows the new name on the very next page', async () => {
    await save({ name: 'Ada Lovelace' })
    expect(await (await browser.get('/keys')).text()).toContain('Ada Lovelace')
    expect(await (await browser.get('/activity')).text()).toContain('Renamed the account')
    await save({ name: 'Ada Lovelace' })
    const { n } = await countRenames()
    expect(n).toBe(1)
  })

  it('leaves a default that nobody changed a default', async () => {
    await save({ time_zone: 'Europe/Berlin' })
    expect((await getSettings(person.ctx)).own_defaults).toEqual({})
    const shop = newShop()
    const name = shop.replace('.myshopify.com', '')
    const access = { shop_domain: shop, access_token: `shpat_${name}` }
    await connectShopify(person.ctx, shopifyConnection.parse(access))
    expect(await page()).toMatch(new RegExp(`name="vendor"[^>]*value="${name}"`))
  })

  it("goes back to the store's name once the vendor is empty", async () => {
    await save({ vendor: 'Quiet Studio' })
    expect((await getSettings(person.ctx)).defaults.vendor).toBe('Quiet Studio')
    await save({ vendor: '' })
    expect((await getSettings(person.ctx)).defaults.vendor).toBe('Haven & Hold')
  })

  it('keeps everything typed and changes nothing where something is wrong', async () => {
    const answer = await save({
      name: ' ',
      time_zone: 'Europe/Atlantis',
      vendor: 'Quiet Studio',
      sku_prefix: 'A-B',
    })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain('Enter a name')
    expect(html).toContain('Enter an IANA time zone')
    expect(html).toContain('1 to 8 letters or digits')
    expect(html).toMatch(/name="vendor"[^>]*value="Quiet Studio"/)
    expect((await getSettings(person.ctx)).version).toBe(0)
  })

  it('says what another tab has changed meanwhile, and replaces it only when asked again', async () => {
    await save({ product_type: 'Poster' })
    const version = hiddenValue(await page(), 'version')
    await updateSettings(person.ctx, { defaults: { vendor: 'From the other tab' } })
    const refused = await save({ vendor: 'Quiet Studio', product_type: 'Poster', version })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('changed in another tab')
    expect(html).toContain('From the other tab')
    expect((await getSettings(person.ctx)).defaults.vendor).toBe('From the other tab')
    const again = hiddenValue(html, 'version')
    expect(
      (await save({ vendor: 'Quiet Studio', product_type: 'Poster', version: again })).status,
    ).toBe(303)
  })
})

async function countRenames() {
  const sql = `SELECT count(*) AS n FROM activity_log
    WHERE user_id = ? AND action_type = 'account_renamed'`
  return { n: await env.DB.prepare(sql).bind(person.userId).first('n') }
}
