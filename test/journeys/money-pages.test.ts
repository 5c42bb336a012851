import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, forUser } from '../../src/context.ts'
import { createProduct } from '../../src/domain/products/create-product.ts'
import { newProduct } from '../../src/domain/products/schemas.ts'
import { type Browser, openBrowser } from '../support/worker/browser.ts'
import { testBase } from '../support/worker/create-user.ts'

let browser: Browser
let ctx: Context

beforeEach(async () => {
  browser = await openBrowser()
  const newest = await env.DB.prepare('SELECT id FROM users ORDER BY rowid DESC LIMIT 1').first(
    'id',
  )
  ctx = forUser(testBase(), String(newest), { kind: 'system', job: 'test' })
})

async function page(path: string, status = 200): Promise<string> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(status)
  return answer.text()
}

/** The value of a hidden field of a page. */
function hidden(text: string, name: string): string {
  const value = new RegExp(`type="hidden" name="${name}" value="([^"]+)"`).exec(text)?.[1]
  if (value === undefined) throw new Error(`no hidden field ${name}`)
  return value
}

/** What is read of a page: its text alone. */
function readable(html: string): string {
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const SETTINGS = {
  global_mode: 'supervised',
  mockups: '',
  products: '',
  annual_mockup_budget: '3500',
  monthly_mockup_soft_limit: '292',
  min_dpi: '150',
}

function sell(title: string, variants: unknown[]) {
  return createProduct(ctx, newProduct.parse({ title, variants }))
}

describe('the costs of a sale', () => {
  it('are typed in the settings, count in every margin, and say what they make a loss of', async () => {
    const { id } = await sell('Rooted', [
      { size: '8x10' },
      { size: '8x10', frame_style: 'white' },
      { size: '8x10', is_digital: true },
    ])
    const before = readable(await page(`/products/${id}`))
    expect(before).toContain('$8.00 $16.99 68%')
    expect(before).toContain('Not known')
    expect(readable(await page('/pricing'))).toContain('without fees and postage')
    const typed = { ...SETTINGS, fee_percent: '10', fee_fixed: '9.50', fee_currency: 'USD' }
    const invalid = { fee_percent: '99', postage: 'x', fee_currency: '?' }
    const wrong = await browser.post('/settings', { ...typed, ...invalid })
    expect(wrong.status).toBe(400)
    const kept = await wrong.text()
    expect(kept).toContain('Enter a percentage from 0 to 90')
    expect(kept).toContain('value="99"')
    expect(kept).toContain('value="9.50"')
    expect((await browser.post('/settings', typed)).status).toBe(303)
    const saved = await page('/settings')
    expect(readable(saved)).toContain('1 product sells below cost now.')
    expect(saved).toContain('value="9.50"')
    const after = readable(await page(`/products/${id}`))
    expect(after).toContain('$20.00 $4.99 20%')
    expect(after).toContain('$10.50 -$0.51 −6%')
    const losses = readable(await page('/pricing/losses'))
    expect(losses).toContain('1 variant of 1 product sells below cost')
    expect(losses).toContain('8×10 / Digital $9.99 $10.50 -$0.51 −6% $10.56')
    expect((await browser.post('/settings', { ...typed, pays_postage: 'true' })).status).toBe(303)
    expect(readable(await page(`/products/${id}`))).not.toContain('$20.00')
  })
})

describe('the page of prices', () => {
  it('says what is wrong with a currency that is none', async () => {
    const refused = await browser.post('/pricing', { size: '5x7', base_price: '9', currency: '?' })
    expect(refused.status).toBe(400)
  })

  it('refuses a price below cost with a box to say it twice, and keeps what was typed', async () => {
    const typed = { base_price: '5', cost: '8', weight_grams: '250' }
    const refused = await browser.post('/pricing/8x10', typed)
    expect(refused.status).toBe(400)
    const text = await refused.text()
    expect(text).toContain('8×10 sells for $5.00 and costs $8.00: each sale loses $3.00')
    expect(text).toContain('name="accept_below_cost"')
    expect(text).toContain('value="250"')
    const meant = { ...typed, accept_below_cost: 'true' }
    expect((await browser.post('/pricing/8x10', meant)).status).toBe(303)
    const now = readable(await page('/pricing'))
    expect(now).toContain('-$3.00 −60% From $8.00 on it pays its cost')
    expect(now).toContain('250 g')
  })

  it('turns a size off: it is offered in no form, and stays in the table', async () => {
    const version = '1'
    const switched = { is_active: 'false', version }
    expect((await browser.post('/pricing/A4/switch', switched)).status).toBe(303)
    expect(readable(await page('/pricing'))).toContain('A4 Yours Off')
    expect(await page('/products/new')).not.toContain('value="A4|unframed"')
    expect(
      (await browser.post('/pricing/A4/switch', { ...switched, is_active: 'true' })).status,
    ).toBe(412)
    expect((await browser.post('/pricing/A4/switch', { is_active: 'true' })).status).toBe(303)
    expect(await page('/products/new')).toContain('value="A4|unframed"')
  })
})

describe('changing many prices', () => {
  it('shows each price and product first, then changes what was seen and nothing else', async () => {
    await sell('Rooted', [{ size: '8x10' }, { size: 'A3' }])
    expect(await page('/pricing/change')).toContain('value="8x10"')
    await page('/pricing/change?change=x&unit=percent&sizes=8x10', 400)
    await page('/pricing/change?change=10&unit=percent', 400)
    const path = '/pricing/change?change=10&unit=percent&round=.99&sizes=8x10&sizes=11x14'
    const shown = await page(path)
    expect(readable(shown)).toContain('$24.99 $27.99 Margin $19.99 71%')
    expect(readable(shown)).toContain('1 product with 1 variant in these sizes')
    expect(shown).toContain('/jobs/new?type=prices&amp;by=percent&amp;value=10&amp;round=.99')
    const sent = {
      change: '10',
      unit: 'percent',
      round: '.99',
      sizes: '8x10,11x14',
      seen: hidden(shown, 'seen'),
      work_id: hidden(shown, 'work_id'),
    }
    expect((await browser.post('/pricing/change', sent)).status).toBe(303)
    // Pressed twice, it is done once.
    expect((await browser.post('/pricing/change', sent)).status).toBe(303)
    expect(readable(await page('/pricing'))).toContain('$27.99')
    const late = await browser.post('/pricing/change', { ...sent, work_id: crypto.randomUUID() })
    expect(late.status).toBe(409)
    const text = await late.text()
    expect(text).toContain('The prices have changed since you saw them')
    expect(readable(text)).toContain('$27.99 $30.99')
  })

  it('asks once more where prices fall below their cost', async () => {
    const path = '/pricing/change?change=-80&unit=percent&round=none&sizes=8x10'
    const shown = await page(path)
    expect(readable(shown)).toContain('1 of these prices is below its cost')
    const sent = {
      change: '-80',
      unit: 'percent',
      round: 'none',
      sizes: '8x10',
      seen: hidden(shown, 'seen'),
      work_id: hidden(shown, 'work_id'),
    }
    const refused = await browser.post('/pricing/change', sent)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('Select this to sell below cost')
    const meant = { ...sent, accept_below_cost: 'true' }
    expect((await browser.post('/pricing/change', meant)).status).toBe(303)
    expect(readable(await page('/pricing'))).toContain('$5.00')
  })
})
