import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { MAX_JOB_ITEMS } from '../../domain/jobs/start-job.ts'
import { knownSales } from '../../domain/products/known-sales.ts'
import { type ListedProduct, listProductTiles } from '../../domain/products/list-products.ts'
import { PRODUCT_SORTS } from '../../domain/products/order-products.ts'
import { productQuery } from '../../domain/products/schemas.ts'
import { syncStateOf } from '../../domain/products/sync-state.ts'
import { findShop } from '../../domain/publishing/describe-shop-state.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { PRODUCT_VIEWS, type ProductView } from '../../views/products/product-path.ts'
import type { ShownProduct } from '../../views/products/product-tile.tsx'
import { ProductsPage } from '../../views/products/products-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

// Tiles: rows of four, three or two fill a page. A table of these has less than 1,500 elements.
const PAGE_ROWS = { tiles: 24, table: 48 } as const satisfies Record<ProductView, number>

const listQuery = productQuery.extend({
  sort: z.enum(PRODUCT_SORTS).optional(),
  view: z.enum(PRODUCT_VIEWS).optional(),
})

/** The list's filters, as the URL of the list or of an action on it has them. */
export function readListFilters(c: HonoContext<HubEnv>) {
  const names = ['search', 'status', 'collection', 'check', 'sort', 'view', ...PAGE_NAMES] as const
  return readFilters(c, listQuery, names)
}

/** The list of products as the URL asks for it; `refused` says what was not done, and why. */
export async function showProducts(
  c: HonoContext<HubEnv>,
  refused: { toasts: readonly ToastProps[]; status: 200 | 400 | 409 } = { toasts: [], status: 200 },
): Promise<Response> {
  const { ctx } = c.var
  const filters = readListFilters(c)
  const view = chosenView(c, filters.view)
  const query = listQuery.parse({ ...filters, limit: PAGE_ROWS[view] })
  // To select all that match, as many as a job changes are counted once that is asked for.
  const counted = c.req.query('count') === 'all' ? MAX_JOB_ITEMS : PAGE_COUNTED_ROWS
  const [page, collections, shop] = await Promise.all([
    listProductTiles(ctx, { ...query, counted }),
    listCollections(ctx),
    findShop(ctx),
  ])
  return c.html(
    <ProductsPage
      frame={pageFrame(c, refused.toasts)}
      page={{ ...page, rows: await Promise.all(page.rows.map((row) => shown(ctx, row))) }}
      filters={filters}
      view={view}
      collections={collections}
      shop={shop.shopDomain}
      most={MAX_JOB_ITEMS}
      now={ctx.clock.now()}
    />,
    refused.status,
  )
}

async function shown(ctx: Context, product: ListedProduct): Promise<ShownProduct> {
  return {
    ...product,
    picture: await linkPicture(ctx, product.picture),
    sync: syncStateOf(product, product.at_shop ?? undefined),
    sales: knownSales(product),
  }
}

const VIEW_COOKIE = 'products_view'
const YEAR_SECONDS = 365 * 24 * 60 * 60

/** The look that the URL asks for, which is remembered; else the one that was chosen last. */
function chosenView(c: HonoContext<HubEnv>, asked: ProductView | undefined): ProductView {
  if (asked) {
    setCookie(c, VIEW_COOKIE, asked, {
      path: '/products',
      httpOnly: true,
      sameSite: 'Lax',
      secure: c.req.url.startsWith('https:'),
      maxAge: YEAR_SECONDS,
    })
    return asked
  }
  return z.enum(PRODUCT_VIEWS).catch('tiles').parse(getCookie(c, VIEW_COOKIE))
}
