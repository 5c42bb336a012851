import { NO_COLLECTION } from '../../domain/credits/schemas.ts'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { Filters } from '../components/filters.tsx'
import { optionsOf } from '../components/select.tsx'
import { operationLabels, usageLabel } from './credit-labels.ts'
import { type CreditFilters, isFiltered } from './credits-url.ts'
import { periodValue } from './format-period.ts'
import { creditWords } from './words.ts'

export type Choices = readonly { value: string; label: string }[]

export type CreditFilterBarProps = {
  filters: CreditFilters
  collections: Collections
  periods: Choices
}

/** The period filters all numbers; collection and operation filter the entries. */
export function CreditFilterBar({ filters, collections, periods }: CreditFilterBarProps) {
  const none = { value: NO_COLLECTION, label: usageLabel(collections, NO_COLLECTION).label }
  const chosen = filters.collection === NO_COLLECTION ? undefined : filters.collection
  return (
    <Filters
      action="/credits"
      selects={[
        {
          name: 'month',
          label: creditWords.period,
          value: filters.period && periodValue(filters.period),
          emptyLabel: creditWords.allMonths,
          options: periods,
        },
        {
          name: 'collection',
          label: creditWords.collection,
          value: filters.collection,
          emptyLabel: creditWords.allCollections,
          options: [...collectionOptions(collections, chosen), none],
        },
        {
          name: 'operation',
          label: creditWords.operation,
          value: filters.operation,
          emptyLabel: creditWords.allOperations,
          options: optionsOf(operationLabels),
        },
      ]}
      clearHref={isFiltered(filters) ? '/credits' : undefined}
    />
  )
}
