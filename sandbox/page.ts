import { Hono } from 'hono'
import { html } from 'hono/html'
import sharp from 'sharp'
import type { SandboxEnv } from './apply-fault.ts'
import type { Parts } from './control-api.ts'
import type { RenderRecord } from './dynamic-mockups/records.ts'
import { STUDIO_KEY } from './dynamic-mockups/templates.ts'
import type { Fault } from './faults.ts'
import { pageStyle } from './page-style.ts'

const RECENT_RENDERS = 24
const MAX_KEYS = 30
const MAX_PRODUCTS = 50
const PICTURE_WIDTH_PX = 480

type Product = ReturnType<Parts['shopify']['inspect']>['products'][number]

const summariseKeys = (renders: readonly RenderRecord[]) => {
  const byKey = new Map<string, { calls: number; failed: number; charged: number }>()
  for (const { key, status, charged } of renders) {
    const sum = byKey.get(key) ?? { calls: 0, failed: 0, charged: 0 }
    sum.calls += 1
    sum.failed += status === 'failed' ? 1 : 0
    sum.charged += charged
    byKey.set(key, sum)
  }
  return [...byKey].slice(-MAX_KEYS).reverse()
}

const clock = (at: string) => at.slice(11, 19)

const keyRow = ([key, sum]: ReturnType<typeof summariseKeys>[number], left: number) => html`
  <tr><th scope="row"><code>${key}</code></th><td>${sum.calls}</td><td>${sum.failed}</td>
    <td><strong>${sum.charged}</strong></td><td>${left === Infinity ? '∞' : left}</td></tr>`

const priceOf = ({ charged, fault }: RenderRecord) =>
  (charged ? `${charged} credit` : 'free') + (fault ? ` · ${fault}` : '')

const renderCard = (record: RenderRecord) => html`
  <figure class="${record.status}">
    ${
      record.file
        ? html`<a href="/dynamic-mockups/exports/${record.file}" download><img loading="lazy"
            width="240" height="180" alt="Render of ${record.mockup_uuid}"
            src="/__sandbox/pictures/${record.file}"></a>`
        : html`<div class="none">${record.fault ?? record.http_status}</div>`
    }
    <figcaption><b>${record.mockup_uuid ?? 'no template'}</b> ${clock(record.at)}
      <span>${priceOf(record)}</span>
      <small>${record.export_label ?? 'no label'}</small></figcaption>
  </figure>`

/** Keys to connect: what an account has depends on how its key begins. */
const ACCOUNTS = [
  ['sandbox_…', 'any other key: the five templates of the system’s scenes'],
  [STUDIO_KEY, 'a studio’s 200 templates, none of them the system’s; so is any key that begins so'],
] as const

const accountRow = ([key, what]: (typeof ACCOUNTS)[number]) => html`
  <tr><th scope="row"><code>${key}</code></th><td>${what}</td></tr>`

const productRow = (product: Product) => html`
  <tr><td>${product.shop}</td>
    <th scope="row"><a href="${product.url}">${product.title}</a></th>
    <td>${product.status.toLowerCase()}${product.published ? ', published' : ''}</td>
    <td>${product.variants.length}</td><td>${product.media.length}</td>
    <td><a href="${product.adminUrl}">Edit at the shop</a></td></tr>`

const faultRow = (fault: Fault) => html`
  <tr><td>${fault.vendor}</td><td>${fault.kind} ${fault.value ?? ''}</td>
    <td>${fault.operation ?? 'default'}</td><td>${fault.key ?? fault.shop ?? 'everyone'}</td>
    <td>${fault.fired} of ${fault.seen}</td></tr>`

const section = (title: string, body: unknown, empty: string | false) => html`
  <section><h2>${title}</h2>
  ${empty === false ? body : html`<p class="empty">${empty}</p>`}</section>`

const table = (heads: string[], rows: unknown[]) => html`
  <div class="wide"><table>
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${rows}</tbody></table></div>`

const renderPage = ({ faults, dynamicMockups, shopify }: Parts) => {
  const renders = dynamicMockups.renders()
  const recent = renders.slice(-RECENT_RENDERS).reverse()
  const keys = summariseKeys(renders)
  const { products } = shopify.inspect()
  const active = faults.list()
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Sandbox</title>
    <style>${pageStyle}</style></head><body><main>
    <header><h1>Sandbox</h1><p>Simulated Dynamic Mockups and Shopify: what they received,
      and what they charged.</p>
      <dl><div><dt>Renders received</dt><dd>${renders.length}</dd></div>
        <div><dt>Credits charged</dt><dd>${dynamicMockups.charged()}</dd></div>
        <div><dt>Shop products</dt><dd>${products.length}</dd></div>
        <div><dt>Faults set</dt><dd>${active.length}</dd></div></dl></header>
    ${section(
      'Recent renders',
      html`<div class="renders">${recent.map(renderCard)}</div>`,
      recent.length === 0 && 'Nothing has been rendered yet.',
    )}
    ${section(
      'Accounts at Dynamic Mockups',
      table(['Key', 'Account'], ACCOUNTS.map(accountRow)),
      false,
    )}
    ${section(
      'Keys',
      table(
        ['Key', 'Calls', 'Failed', 'Charged', 'Credits left'],
        keys.map((row) => keyRow(row, dynamicMockups.creditsLeft(row[0]))),
      ),
      keys.length === 0 && 'No key has been used yet.',
    )}
    ${section(
      'Shop products',
      table(
        ['Shop', 'Product', 'Status', 'Variants', 'Pictures', 'Admin'],
        products.slice(0, MAX_PRODUCTS).map(productRow),
      ),
      products.length === 0 && 'No shop has a product yet.',
    )}
    ${section(
      'Faults',
      table(['Vendor', 'Kind', 'Operation', 'For', 'Applied'], active.map(faultRow)),
      active.length === 0 && 'None: both vendors behave.',
    )}
    </main></body></html>`
}

/** `GET /__sandbox`: a page to look at. */
export const createPage = (parts: Parts): Hono<SandboxEnv> => {
  const page = new Hono<SandboxEnv>()
  page.get('/', (c) => c.html(renderPage(parts)))
  page.get('/pictures/:name', async (c) => {
    const bytes = await parts.dynamicMockups.readExport(c.req.param('name'))
    if (!bytes) return c.notFound()
    const small = await sharp(bytes).resize(PICTURE_WIDTH_PX).jpeg({ quality: 80 }).toBuffer()
    const headers = { 'content-type': 'image/jpeg', 'cache-control': 'max-age=86400, immutable' }
    return c.body(new Uint8Array(small), 200, headers)
  })
  return page
}
