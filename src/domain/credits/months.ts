import type { CreditOperation } from './schemas.ts'

const MONTHS = 12

/** Credits by operation, and what they come to: what is given back is taken off. */
export type UsageSums = Record<CreditOperation, number> & { used: number }
export type MonthUsage = UsageSums & { month: number }

/** The twelve months of a year from sums by operation, of any number a month; a month without entries is zero. */
export function toMonths(
  sums: readonly { month: number; operation: CreditOperation; credits: number }[],
): MonthUsage[] {
  const months = Array.from({ length: MONTHS }, (_, index) => ({
    month: index + 1,
    ...emptySums(),
  }))
  for (const { month, operation, credits } of sums) {
    const one = months[month - 1]
    if (!one) continue
    one[operation] += credits
    one.used += netCredits({ operation, credits })
  }
  return months
}

/** Several months as one. */
export function addMonths(months: readonly MonthUsage[]): UsageSums {
  const total = emptySums()
  for (const one of months) {
    total.generation += one.generation
    total.regeneration += one.regeneration
    total.refund += one.refund
    total.correction += one.correction
    total.used += one.used
  }
  return total
}

/** What is given back counts against what is spent. */
export function netCredits({
  operation,
  credits,
}: {
  operation: CreditOperation
  credits: number
}) {
  return operation === 'refund' ? -credits : credits
}

function emptySums(): UsageSums {
  return { generation: 0, regeneration: 0, refund: 0, correction: 0, used: 0 }
}
