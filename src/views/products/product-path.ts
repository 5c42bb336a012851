import type { ProductSort } from '../../domain/products/order-products.ts'
import type { ProductFilter } from '../../domain/products/schemas.ts'
import type { PlanAction, PlanTarget } from '../../domain/publishing/plan/plan-changes.ts'
import { type Position, withoutPosition } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'

export const PRODUCT_VIEWS = ['tiles', 'table'] as const
export type ProductView = (typeof PRODUCT_VIEWS)[number]

/** What the list of products is filtered by, as the URL has it. */
export type ProductFilters = Position &
  Partial<ProductFilter> & {
    sort?: ProductSort | undefined
    view?: ProductView | undefined
  }

export function isFiltered({ search, status, collection, check }: ProductFilters): boolean {
  return Boolean(search || status || collection || check)
}

/** The list with other filters, from its start. */
export function listPath(filters: ProductFilters): string {
  return urlWith('/products', withoutPosition(filters))
}

/** The list where it is now, or an action on it. */
export function listPathHere(filters: ProductFilters, below = ''): string {
  return urlWith(`/products${below}`, filters)
}

/** The form for the next artwork of several; after the last one, the list. */
export function newProductPath({ next, of }: { next: readonly string[]; of: number }): string {
  return next.length > 0 ? `/products/new?assets=${next.join(',')}&of=${of}` : '/products'
}

/** The page that shows what an action will do at the shop, before it is done. */
export function planPath(id: string, action: PlanAction, target?: PlanTarget | null): string {
  const sent = target === 'draft' ? '&target=draft' : ''
  return `/products/${id}/plan?action=${action}${sent}`
}

/** `/products/<id>`, or a page below it. */
export function productPath(id: string, below?: string): string {
  return below ? `/products/${id}/${below}` : `/products/${id}`
}
