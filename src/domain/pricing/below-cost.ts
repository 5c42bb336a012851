import type { FieldError } from '../../errors.ts'
import { formatMoney } from '../../money.ts'
import { breakEvenPrice, type Fees, fullCost, isBelowCost, type SizeCosts } from './margin.ts'
import type { Finish } from './price-variant.ts'

/** A price that is to be set, in minor units of a currency, and what its cost is worked out of. */
type Asked = {
  /** What is sold, as people know it: `8×10 / White Frame`. */
  name: string
  price: number
  finish: Finish
  costs: SizeCosts | undefined
  /** In the same currency. */
  fees: Fees
  currency: string
}

/**
 * The refusal of a price below its full cost, with the price that would mend it; undefined for a
 * price that pays its cost, or whose cost is not known. What is given away was said twice already.
 */
export function refuseBelowCost(pointer: string, asked: Asked): FieldError | undefined {
  const { name, price, finish, costs, fees, currency } = asked
  const cost = fullCost(price, finish, costs, fees)
  if (price === 0 || cost === null || !isBelowCost(price, cost)) return undefined
  const mended = breakEvenPrice(finish, costs, fees)
  const money = (minor: number) => formatMoney(minor, currency)
  const facts = `${name} sells for ${money(price)} and costs ${money(cost)}: each sale loses ${money(cost - price)}`
  return {
    pointer,
    message: mended === null ? facts : `${facts}. From ${money(mended)} on it pays its cost`,
    accept: 'acceptBelowCost',
  }
}
