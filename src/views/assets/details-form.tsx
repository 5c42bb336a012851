import type { Asset } from '../../domain/assets/get-asset.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { quoteLabel, quoteOptions } from './quote-options.ts'
import { artworkWords as words } from './words.ts'

const SCOPE = 'edit'

type DetailValues = {
  title: string
  quote_id: string | null
  /** Its own. */
  collection: string | null
}

export type DetailsFormProps = {
  asset: Asset
  filters: AssetFilters
  collections: Collections
  /** The version that was read. */
  version: number
  values: DetailValues
  errors?: Readonly<Record<string, string>> | undefined
  /** The artwork was changed since the form was opened, so the values were not saved. */
  changed?: boolean
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
}

/** What a person says of an artwork: title, quote and collection. */
export function DetailsForm(props: DetailsFormProps) {
  const { asset, version, values, errors = {}, filters, quotes, collections } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card id="edit" title={words.details}>
      <div class="stack">
        <ErrorSummary errors={summary} scope={SCOPE} />
        {props.changed ? <DetailsConflict {...props} /> : null}
        <Form action={assetsUrl(filters, {}, `/assets/${asset.id}`)} label={words.form} warnUnsaved>
          <FormIdentity version={version} />
          <TextField
            name="title"
            label={words.fieldTitle}
            required
            maxlength={200}
            scope={SCOPE}
            value={values.title}
            error={errors.title}
          />
          <SearchedSelect
            name="quote_id"
            label={words.fieldQuote}
            searchName="quote_search"
            searchLabel={words.searchQuotes}
            search={{
              text: props.search,
              href: '/quotes/choices',
              formaction: assetsUrl(filters, {}, `/assets/${asset.id}/find-quote`),
            }}
            emptyLabel={words.noQuote}
            options={quoteOptions(quotes, collections)}
            scope={SCOPE}
            value={values.quote_id}
            error={errors.quote_id}
          />
          <Select
            name="collection"
            label={words.fieldCollection}
            hint={words.collectionHint}
            emptyLabel={words.noCollection}
            options={collectionOptions(collections, values.collection)}
            scope={SCOPE}
            value={values.collection}
            error={errors.collection}
          />
          <FormActions>
            <Button variant="primary">{words.save}</Button>
          </FormActions>
        </Form>
      </div>
    </Card>
  )
}

function DetailsConflict({ asset, values, quotes, collections, filters }: DetailsFormProps) {
  const nameOf = (key: string | null) => key && collectionName(collections, key)
  return (
    <ConflictNotice
      kind="changed"
      title={words.changed}
      href={assetsUrl(filters, {}, `/assets/${asset.id}`)}
      fields={[
        { label: words.fieldTitle, yours: values.title, now: asset.title },
        {
          label: words.fieldQuote,
          yours: quoteLabel({ quotes, collections }, values.quote_id),
          now: quoteLabel({ quotes, collections }, asset.quote_id),
        },
        {
          label: words.fieldCollection,
          yours: nameOf(values.collection),
          now: nameOf(asset.own_collection),
        },
      ]}
    />
  )
}
