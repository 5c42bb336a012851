import type { Context as HonoContext } from 'hono'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { listProductTiles } from '../../domain/products/list-products.ts'
import { productQuery } from '../../domain/products/schemas.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { ProductsPage } from '../../views/products/products-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

// Rows of four, three or two fill a page of this many.
const PAGE_ROWS = 24

const DONE: Record<string, PageNotice> = {
  deleted: { tone: 'sage', text: 'The product is deleted. Its artwork and mockups stay.' },
}

/** The list of products as the URL asks for it. */
export async function showProducts(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const filters = readFilters(c, productQuery, ['search', 'status', 'collection', ...PAGE_NAMES])
  const query = productQuery.parse({ ...filters, limit: PAGE_ROWS })
  const [page, collections] = await Promise.all([
    listProductTiles(ctx, { ...query, counted: PAGE_COUNTED_ROWS }),
    listCollections(ctx),
  ])
  const rows = page.rows.map(async (product) => ({
    ...product,
    picture: product.picture && (await ctx.files.path(product.picture)),
  }))
  return c.html(
    <ProductsPage
      frame={frameOf(c, DONE)}
      page={{ ...page, rows: await Promise.all(rows) }}
      filters={filters}
      collections={collections}
    />,
  )
}
