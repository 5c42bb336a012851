import type { ProductQuery } from '../../domain/products/schemas.ts'
import type { Position } from '../../paging.ts'

/** What the list of products is filtered by, as the URL has it. */
export type ProductFilters = Position &
  Partial<Pick<ProductQuery, 'search' | 'status' | 'collection'>>

export function isFiltered({ search, status, collection }: ProductFilters): boolean {
  return Boolean(search || status || collection)
}

/** `/products/<id>`, or a page below it. */
export function productPath(id: string, below?: string): string {
  return below ? `/products/${id}/${below}` : `/products/${id}`
}
