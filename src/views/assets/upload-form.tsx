import type { Asset } from '../../domain/assets/get-asset.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FileField } from '../components/file-field.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { SearchedSelect } from '../components/searched-select.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { type AssetFilters, assetsUrl } from './assets-url.ts'
import { formatBytes } from './format-bytes.ts'
import { quoteLabel, quoteOptions } from './quote-options.ts'

const TAKEN = 'image/png,image/jpeg,image/webp'
const SCOPE = 'upload'

export type UploadValues = {
  title?: string
  quote_id?: string
  collection?: string
  errors?: Readonly<Record<string, string>>
  /** The form was sent before, with other values, and this came of it. */
  conflict?: { fileName: string; now: Asset }
}

export type UploadFormProps = UploadValues & {
  /** The id of the artwork. */
  workId: string
  quotes: readonly QuoteChoice[]
  /** What those were searched for. */
  search: string | undefined
  collections: Collections
  filters: AssetFilters
  closable: boolean
}

export function UploadForm(props: UploadFormProps) {
  const { workId, conflict, title, quote_id, quotes, filters, closable, errors = {} } = props
  const { collection, collections } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card
      id="upload"
      title="Upload artwork"
      lead="A finished print: PNG, JPEG or WebP, up to 20 MB. The larger, the sharper it sells."
    >
      <ErrorSummary errors={summary} scope={SCOPE} />
      <UploadConflict {...props} />
      <Form action={assetsUrl(filters)} multipart label="Upload artwork">
        <FormIdentity workId={workId} />
        <FieldRow>
          <FileField
            name="file"
            label="Picture"
            accept={TAKEN}
            required
            scope={SCOPE}
            error={errors.file}
          />
          <TextField
            name="title"
            label="Title"
            optional
            maxlength={200}
            hint="Left empty, it is called what the file is called."
            scope={SCOPE}
            value={title}
            error={errors.title}
          />
          <SearchedSelect
            name="quote_id"
            label="Quote"
            optional
            hint="Gives mockups and products their collection."
            searchName="quote_search"
            searchLabel="Search quotes"
            search={{
              text: props.search,
              href: assetsUrl({}, { upload: workId }),
              formaction: assetsUrl(filters, {}, '/assets/find-quote'),
            }}
            emptyLabel="No quote"
            options={quoteOptions(quotes, collections)}
            scope={SCOPE}
            value={quote_id}
            error={errors.quote_id}
          />
          <Select
            name="collection"
            label="Collection"
            optional
            hint="Counts without a quote: the quote’s own comes first."
            emptyLabel="None"
            options={collectionOptions(collections, collection)}
            scope={SCOPE}
            value={collection}
            error={errors.collection}
          />
        </FieldRow>
        <FormActions>
          <Button variant="primary">{conflict ? 'Upload as another' : 'Upload artwork'}</Button>
          {closable ? (
            <ButtonLink href={assetsUrl(filters)} variant="quiet">
              Cancel
            </ButtonLink>
          ) : null}
        </FormActions>
      </Form>
    </Card>
  )
}

function UploadConflict(props: UploadFormProps) {
  const { conflict, title, quote_id, collection, quotes, collections, filters } = props
  if (!conflict) return null
  const nameOf = (key: string | null | undefined) => key && collectionName(collections, key)
  const { fileName, now } = conflict
  const stored = `${now.format.toUpperCase()}, ${now.width} × ${now.height} px, ${formatBytes(now.byte_size)}`
  return (
    <>
      <ConflictNotice
        kind="exists"
        title="This artwork was uploaded already"
        href={assetsUrl(filters, { edit: now.id })}
        fields={[
          { label: 'Title', yours: title, now: now.title },
          {
            label: 'Quote',
            yours: quoteLabel({ quotes, collections }, quote_id),
            now: quoteLabel({ quotes, collections }, now.quote_id),
          },
          { label: 'Collection', yours: nameOf(collection), now: nameOf(now.own_collection) },
          { label: 'File', yours: fileName, now: stored },
        ]}
      >
        To upload another, choose its file again.
      </ConflictNotice>
      <ActionForm
        action={assetsUrl(filters, {}, `/assets/${now.id}`)}
        values={{
          title: title || now.title,
          quote_id: quote_id ?? '',
          collection: collection ?? '',
          version: String(now.version),
        }}
      >
        Save title and quote to the one that is there
      </ActionForm>
    </>
  )
}
