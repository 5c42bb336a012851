import { Filters } from '../components/filters.tsx'
import { operationLabels, usageCollectionLabels } from './credit-labels.ts'
import { type CreditFilters, isFiltered } from './credits-url.ts'
import { periodValue } from './format-period.ts'

export type Choices = readonly { value: string; label: string }[]

export type CreditFilterBarProps = { filters: CreditFilters; periods: Choices }

/** The period filters all numbers; collection and operation filter the entries. */
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
          options: optionsOf(usageCollectionLabels),
        },
        {
          name: 'operation',
          label: 'Operation',
          value: filters.operation,
          emptyLabel: 'All Operations',
          options: optionsOf(operationLabels),
        },
      ]}
      clearHref={isFiltered(filters) ? '/credits' : undefined}
    />
  )
}

function optionsOf(labels: Record<string, { label: string }>): Choices {
  return Object.entries(labels).map(([value, { label }]) => ({ value, label }))
}
