import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { FieldRow } from '../components/form.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { quoteOptions } from './quote-options.ts'
import { uploadWords as words } from './words.ts'

export const TAKEN = 'image/png,image/jpeg,image/webp'

/** What is chosen for all artworks of an upload. */
export type SharedValues = {
  title?: string
  quote_id?: string
  new_quote?: string
  collection?: string
}

export type SharedFieldsProps = {
  values: SharedValues
  errors?: Readonly<Record<string, string>>
  collections: Collections
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
  /** Of the list that led here. */
  filters: AssetFilters
  scope?: string
}
/** Quote and collection for all of them. */
export function SharedFields(props: SharedFieldsProps) {
  const { values, quotes, collections, search, filters, errors = {}, scope } = props
  return (
    <FieldRow>
      <SearchedSelect
        name="quote_id"
        label={words.quote}
        searchName="quote_search"
        searchLabel={words.searchQuotes}
        search={{
          text: search,
          href: '/quotes/choices',
          formaction: assetsUrl(filters, {}, '/assets/upload/find'),
        }}
        emptyLabel={words.noQuote}
        options={quoteOptions(quotes, collections)}
        scope={scope}
        value={values.quote_id}
        error={errors.quote_id}
        adds={{
          name: 'new_quote',
          label: words.newQuote,
          value: values.new_quote,
          error: errors.new_quote,
          maxlength: 1000,
        }}
      />
      <Select
        name="collection"
        label={words.collection}
        emptyLabel={words.noCollection}
        options={collectionOptions(collections, values.collection)}
        scope={scope}
        value={values.collection}
        error={errors.collection}
      />
    </FieldRow>
  )
}
