import type { Total } from '../../paging.ts'
import { SelectMatching } from '../components/select-matching.tsx'
import { urlWith } from '../components/url-with.ts'
import { checkWords as words } from './check-words.ts'
import type { ProductFilters } from './product-path.ts'
import { BULK_FORM } from './product-tile.tsx'
import { bulkWords } from './words.ts'

/** As many as one job changes. */
export const MAX_MATCHING_PRODUCTS = 10_000

type Props = { page: Total; shown: number; filters: ProductFilters }

/** Selects all that match the filters; where they were counted only in part, all are on demand. */
export function SelectAllProducts({ page, shown, filters }: Props) {
  const canCount = page.total_at_least && page.total < MAX_MATCHING_PRODUCTS
  return (
    <>
      <SelectMatching
        {...page}
        form={BULK_FORM}
        shown={shown}
        most={MAX_MATCHING_PRODUCTS}
        noun={bulkWords.noun}
      />
      {canCount ? (
        <a class="small select-matching" href={urlWith('/products', { ...filters, count: 'all' })}>
          {words.countAll}
        </a>
      ) : null}
    </>
  )
}
