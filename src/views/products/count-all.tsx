import type { Total } from '../../paging.ts'
import { urlWith } from '../components/url-with.ts'
import { checkWords as words } from './check-words.ts'
import type { ProductFilters } from './product-path.ts'

type Props = { total: Total; most: number; filters: ProductFilters }

/** Where what matches was counted only in part: counts as many as one change takes. */
export function CountAll({ total: { total, total_at_least }, most, filters }: Props) {
  if (!total_at_least || total >= most) return null
  return (
    <a class="small select-matching" href={urlWith('/products', { ...filters, count: 'all' })}>
      {words.countAll}
    </a>
  )
}
