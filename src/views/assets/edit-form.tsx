import type { Asset } from '../../domain/assets/get-asset.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Columns } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { DateText } from '../components/time-ago.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { formatBytes } from './format-bytes.ts'
import { quoteLabel, quoteOptions } from './quote-options.ts'
import { ReplaceForm } from './replace-form.tsx'

const SCOPE = 'edit'

type EditValues = {
  title: string
  quote_id: string | null
  /** Its own. */
  collection: string | null
}

export type EditFormProps = {
  asset: Asset
  picture: string
  /** Where the file itself is. */
  original: string
  /** The version that was read. */
  version: number
  values: EditValues
  errors?: Readonly<Record<string, string>>
  /** The asset was changed since the form was opened, so the values were not saved. */
  changed?: boolean
  /** The id of a file that replaces this one. */
  workId: string
  /** Why another file did not replace it. */
  replaceError?: string
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
  collections: Collections
  filters: AssetFilters
}

export function EditForm(props: EditFormProps) {
  const { asset, version, picture, original, values, errors = {}, filters } = props
  const { quotes, collections } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  const download = `${original}&download=${encodeURIComponent(asset.title)}.${asset.format}`
  return (
    <Card id="edit" title={asset.title}>
      <Columns
        aside={
          <Thumb
            src={picture}
            alt={asset.title}
            width={asset.width}
            height={asset.height}
            ratio="portrait"
            eager
          />
        }
      >
        <ErrorSummary errors={summary} scope={SCOPE} />
        {props.changed ? <EditConflict {...props} /> : null}
        <Form action={assetsUrl(filters, {}, `/assets/${asset.id}`)} label="Edit artwork">
          <FormIdentity version={version} />
          <TextField
            name="title"
            label="Title"
            required
            maxlength={200}
            scope={SCOPE}
            value={values.title}
            error={errors.title}
          />
          <SearchedSelect
            name="quote_id"
            label="Quote"
            searchName="quote_search"
            searchLabel="Search quotes"
            search={{
              text: props.search,
              href: assetsUrl({}, { edit: asset.id }),
              formaction: assetsUrl(filters, {}, `/assets/${asset.id}/find-quote`),
            }}
            emptyLabel="No quote"
            options={quoteOptions(quotes, collections)}
            scope={SCOPE}
            value={values.quote_id}
            error={errors.quote_id}
          />
          <Select
            name="collection"
            label="Collection"
            optional
            hint="Counts without a quote: the quote’s own comes first."
            emptyLabel="None"
            options={collectionOptions(collections, values.collection)}
            scope={SCOPE}
            value={values.collection}
            error={errors.collection}
          />
          <FormActions>
            <Button variant="primary">Save</Button>
            <ButtonLink href={assetsUrl(filters)} variant="quiet">
              Close
            </ButtonLink>
            <ButtonLink href={download} variant="quiet" download>
              Download
            </ButtonLink>
          </FormActions>
        </Form>
        <DefinitionList items={facts(asset)} />
        <ReplaceForm {...{ asset, filters }} workId={props.workId} error={props.replaceError} />
      </Columns>
    </Card>
  )
}

function EditConflict({ asset, values, quotes, collections, filters }: EditFormProps) {
  const nameOf = (key: string | null) => key && collectionName(collections, key)
  return (
    <ConflictNotice
      kind="changed"
      title="This artwork was changed meanwhile"
      href={assetsUrl(filters, { edit: asset.id })}
      fields={[
        { label: 'Title', yours: values.title, now: asset.title },
        {
          label: 'Quote',
          yours: quoteLabel({ quotes, collections }, values.quote_id),
          now: quoteLabel({ quotes, collections }, asset.quote_id),
        },
        {
          label: 'Collection',
          yours: nameOf(values.collection),
          now: nameOf(asset.own_collection),
        },
      ]}
    />
  )
}

function facts(asset: Asset) {
  return [
    { term: 'Size', description: `${asset.width} × ${asset.height} px` },
    { term: 'File', description: `${asset.format.toUpperCase()}, ${formatBytes(asset.byte_size)}` },
    { term: 'Uploaded', description: <DateText at={asset.created_at} /> },
  ]
}
