import { JOBS, KITS, rowId, type Size } from './account-rows.ts'

const MOST_ROWS = 500
/** Totals of the API are exact to here by the API's own promise, and what is counted is read. */
const COUNTED_ROWS = 1_000
const EXPORTED_LINES = 10_000
const ROWS_A_LINE = 3
const STALE_PAIRS = 100
const ROWS_A_PAIR = 4

/** `most`: how many rows it may read. `whole`: it answers with all there is, by its purpose. */
export type Address = { path: string; most: number; whole?: true }

/**
 * Every page and list that can be read, with its filters, for an account of this size. What has
 * an id asks for a row in the middle.
 */
export function addressesOf(size: Size): Address[] {
  const middle = (
    kind: 'asset' | 'quote' | 'product' | 'approval' | 'retry' | 'kit',
    count: number,
  ) => rowId(kind, Math.floor(count / 2))
  const ids = {
    mockup: rowId('mockup', size.mockups / 2),
    failed: rowId('mockup', size.mockups / 2 - 5),
    run: rowId('run', Math.floor(size.runs / 2)),
    asset: middle('asset', size.shownAssets),
    quote: middle('quote', size.shownAssets),
    product: middle('product', size.products),
    approval: middle('approval', size.approvals),
    retry: middle('retry', size.retries),
    kit: middle('kit', KITS),
    job: rowId('job', JOBS - 1),
  }
  return [...pages(ids), ...lists(ids)].map(toAddress)
}

function toAddress(path: string): Address {
  if (path === '/credits.csv') return { path, most: EXPORTED_LINES * ROWS_A_LINE, whole: true }
  // It plans a run of a hundred pairs, to say what that costs.
  if (path === '/mockups/stale') return { path, most: MOST_ROWS + STALE_PAIRS * ROWS_A_PAIR }
  // An account has at most a thousand templates: they and their collections are counted.
  if (TEMPLATES.test(path)) return { path, most: MOST_ROWS + COUNTED_ROWS }
  return { path, most: COUNTS.test(path) ? MOST_ROWS + COUNTED_ROWS : MOST_ROWS }
}

/** Lists of the API whose total no counter knows. */
const COUNTS =
  /^\/api\/(?:activity|mockups\/runs$|approvals\?collection=|.*\?(?:search|stale|asset_id)=)/

const TEMPLATES = /^\/(?:scenes\/import|api\/templates)(?:$|\?)/

/** Not pages or lists of an account's rows; what a form was posted to leads back to its page. */
const ELSEWHERE =
  /^\/(?:healthz|openapi\.json|files|sign-in|sign-up|api\/auth|templates\/:id\/thumbnail|scenes\/.*draft$|kits\/.*scenes$)/

/** Routes that can be read and have no address here: a new page must not be forgotten. */
export function missingFrom(paths: readonly string[], routes: readonly string[]): string[] {
  const asked = paths.map((path) => path.replace(/\?.*/, ''))
  return routes
    .filter((route) => !ELSEWHERE.test(route))
    .filter((route) => {
      const pattern = new RegExp(`^${route.replaceAll(/:[^/]+/g, '[^/]+')}$`)
      return !asked.some((path) => pattern.test(path))
    })
}

type Ids = Record<
  | 'mockup'
  | 'failed'
  | 'run'
  | 'asset'
  | 'quote'
  | 'product'
  | 'approval'
  | 'retry'
  | 'kit'
  | 'job',
  string
>

function pages(ids: Ids): string[] {
  return [
    '/',
    '/mockups',
    '/mockups?scene=bedroom',
    '/mockups?status=approved',
    '/mockups?status=failed',
    '/mockups?scene=bedroom&status=approved',
    `/mockups?asset_id=${ids.asset}`,
    `/mockups?quote_id=${ids.quote}`,
    '/mockups?stale=true',
    '/mockups/deleted',
    '/mockups/stale',
    `/mockups/${ids.mockup}`,
    `/mockups/${ids.failed}`,
    '/approvals',
    '/approvals?type=mockup',
    '/approvals?collection=growth',
    '/approvals?status=approved',
    '/approvals?type=product',
    '/approvals?scene=bedroom',
    '/generate',
    '/generate?search=number+17',
    '/generate?collection=growth',
    `/generate?asset=${ids.asset}`,
    `/generate?asset=${ids.asset}&kit=${ids.kit}`,
    '/runs',
    `/runs/${ids.run}`,
    '/assets',
    '/assets?status=archived',
    '/assets?collection=growth',
    '/assets?search=number+17',
    `/assets?quote_id=${ids.quote}`,
    `/assets/${ids.asset}`,
    '/assets/upload?add=01980000-0000-7000-8000-000000000001',
    '/assets/choices?asset_search=number+17',
    '/quotes/choices?quote_search=number+17',
    '/quotes',
    '/quotes?collection=growth',
    '/quotes?search=number+17',
    '/collections',
    '/scenes',
    '/scenes/bedroom/autopilot',
    '/scenes/import',
    '/scenes/import?search=number+17&for=bedroom',
    '/scenes/import/new?template=template-7&add=00000000-0000-7000-8000-000000000009',
    '/templates/template-7/area',
    '/kits',
    `/kits?edit=${ids.kit}`,
    '/jobs',
    `/jobs/${ids.job}`,
    `/jobs/${ids.job}?state=failed`,
    '/jobs/new?type=prices&search=number+17',
    '/products',
    '/products?status=active',
    '/products?collection=growth',
    '/products?status=active&collection=growth',
    '/products?search=number+17',
    '/products?search=17',
    '/products/new',
    '/products?view=table&sort=title',
    '/products?view=table&sort=-updated&status=active',
    '/products?view=table&sort=-revenue&collection=growth',
    `/products/new?asset=${ids.asset}`,
    `/products/${ids.product}`,
    `/products/${ids.product}/edit`,
    '/pricing',
    '/credits',
    '/credits?operation=regeneration',
    '/credits?collection=growth',
    '/credits/card',
    '/credits.csv',
    '/problems',
    '/problems?tab=waiting',
    '/problems?tab=suspects',
    '/problems?tab=publishing',
    '/problems?tab=resolved',
    '/search',
    '/search?q=number+17',
    '/activity',
    '/activity?module=mockups',
    `/activity?reference_id=${ids.mockup}`,
    '/settings',
    '/account',
    '/integrations',
    '/keys',
  ]
}

function lists(ids: Ids): string[] {
  return [
    'quotes',
    'quotes?collection=growth',
    'quotes?search=number+17',
    `quotes/${ids.quote}`,
    'assets',
    'assets?status=active',
    'assets?collection=growth',
    'assets?search=number+17',
    `assets/${ids.asset}`,
    'collections',
    'collections/growth',
    'scenes',
    'scenes/00000000-0000-7000-8000-000000000001',
    'templates',
    'templates?search=number+17',
    'templates/template-7',
    'kits',
    `kits/${ids.kit}`,
    'mockups',
    'mockups?scene=bedroom',
    'mockups?status=approved',
    'mockups?scene=bedroom&status=approved',
    `mockups?asset_id=${ids.asset}`,
    'mockups?stale=true',
    `mockups/${ids.mockup}`,
    'mockups/credits',
    'mockups/credits/entries',
    'mockups/credits/entries?operation=regeneration',
    'mockups/runs',
    `mockups/runs/${ids.run}`,
    'approvals',
    'approvals?status=pending',
    'approvals?type=mockup',
    'approvals?collection=growth',
    `approvals/${ids.approval}`,
    'retries',
    'retries?status=waiting',
    'retries?due=true',
    `retries/${ids.retry}`,
    'jobs',
    `jobs/${ids.job}`,
    'products',
    'products?status=active',
    'products?collection=growth',
    'products?search=number+17',
    `products/${ids.product}`,
    'pricing',
    'pricing/8x10',
    'settings',
    'integrations',
    'integrations/shopify',
    'integrations/dynamic_mockups',
    'activity',
    'activity?module=mockups',
    `activity?reference_id=${ids.mockup}`,
  ].map((path) => `/api/${path}`)
}
