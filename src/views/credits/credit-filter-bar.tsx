import { Filters } from '../components/filters.tsx'
import { type CreditFilters, isFiltered } from './credits-address.ts'
import { periodValue } from './month-words.ts'
import { operationWords, usageCollectionWords } from './operation-words.ts'

export type Choices = readonly { value: string; label: string }[]

export type CreditFilterBarProps = { filters: CreditFilters; periods: Choices }

/** The period chooses every figure; collection and operation choose among the entries. */
export function CreditFilterBar({ filters, periods }: CreditFilterBarProps) {
  return (
    <Filters
      action="/credits"
      selects={[
        {
          name: 'month',
          label: 'Period',
          value: filters.period && periodValue(filters.period),
          emptyLabel: 'All Months',
          options: periods,
        },
        {
          name: 'collection',
          label: 'Collection',
          value: filters.collection,
          emptyLabel: 'All Collections',
          options: optionsOf(usageCollectionWords),
        },
        {
          name: 'operation',
          label: 'Operation',
          value: filters.operation,
          emptyLabel: 'All Operations',
          options: optionsOf(operationWords),
        },
      ]}
      clearHref={isFiltered(filters) ? '/credits' : undefined}
    />
  )
}

function optionsOf(words: Record<string, { label: string }>): Choices {
  return Object.entries(words).map(([value, { label }]) => ({ value, label }))
}
