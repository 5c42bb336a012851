import { quoteOptions } from '../assets/quote-options.ts'
import { FieldRow } from '../components/form.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { TextField } from '../components/text-field.tsx'
import { CategoryField } from './category-field.tsx'
import type { ProductFormProps } from './product-form.tsx'
import { formWords } from './words.ts'

const FIELDS = [
  ...['tags', 'vendor', 'product_type', 'category', 'category_id'],
  ...['quote_id', 'asset_id'],
]

/** What is right for most products as it was filled in; open where something in it is wrong. */
export function ProductFormDetails(props: ProductFormProps) {
  const { values, errors, searches } = props
  const isSearched = Boolean(searches.quote_search || searches.asset_search)
  return (
    <details class="card form-details" open={isSearched || FIELDS.some((name) => errors[name])}>
      <summary>
        <span class="form-details-title">{formWords.more}</span>
        <span class="muted">{formWords.moreLead}</span>
      </summary>
      <div class="card-body">
        <FieldRow>
          <TextField
            name="tags"
            label={formWords.tags}
            optional
            hint={formWords.tagsHint}
            value={values.tags}
            error={errors.tags}
          />
          <TextField
            name="vendor"
            label={formWords.vendor}
            maxlength={255}
            autocomplete="off"
            value={values.vendor}
            error={errors.vendor}
          />
          <TextField
            name="product_type"
            label={formWords.productType}
            maxlength={255}
            autocomplete="off"
            value={values.product_type}
            error={errors.product_type}
          />
        </FieldRow>
        <CategoryField values={values} errors={errors} />
        <Origin {...props} />
      </div>
    </details>
  )
}

function Origin({ values, errors, collections, quotes, assets, searches, path }: ProductFormProps) {
  return (
    <FieldRow>
      <SearchedSelect
        name="quote_id"
        label={formWords.quote}
        optional
        searchName="quote_search"
        searchLabel={formWords.searchQuotes}
        search={{ text: searches.quote_search, href: '/quotes/choices', formaction: path }}
        emptyLabel={formWords.noQuote}
        options={quoteOptions(quotes, collections)}
        value={values.quote_id}
        error={errors.quote_id}
      />
      <SearchedSelect
        name="asset_id"
        label={formWords.artwork}
        optional
        searchName="asset_search"
        searchLabel={formWords.searchArtworks}
        search={{ text: searches.asset_search, href: '/assets/choices', formaction: path }}
        emptyLabel={formWords.noArtwork}
        options={assets.map(({ id, title }) => ({ value: id, label: title }))}
        value={values.asset_id}
        error={errors.asset_id}
      />
    </FieldRow>
  )
}
