import type { Product } from '../../db/schema/products.ts'
import { Badge } from '../components/badge.tsx'
import { checkWords as words } from './check-words.ts'

type Flags = Pick<Product, 'is_unprofitable' | 'is_below_print'>

/** What is to be looked at in a product of a list. */
export function CheckBadges({ of }: { of: Flags }) {
  return (
    <>
      {of.is_unprofitable ? <Badge tone="red">{words.unprofitable}</Badge> : null}
      {of.is_below_print ? <Badge tone="amber">{words.belowPrint}</Badge> : null}
    </>
  )
}
