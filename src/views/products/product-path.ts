import type { ProductQuery } from '../../domain/products/schemas.ts'

/** What the list of products is filtered by, as the URL has it. */
export type ProductFilters = Partial<
  Pick<ProductQuery, 'search' | 'status' | 'collection' | 'offset'>
>

export function isFiltered({ search, status, collection }: ProductFilters): boolean {
  return Boolean(search || status || collection)
}

/** `/products/<id>`, or a page below it. */
export function productPath(id: string, below?: string): string {
  return below ? `/products/${id}/${below}` : `/products/${id}`
}
