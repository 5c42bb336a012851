import type { Asset } from '../../domain/assets/get-asset.ts'
import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Columns } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { DateText } from '../components/time-ago.tsx'
import { type AssetFilters, assetsAddress } from './assets-address.ts'
import { byteWords } from './byte-words.ts'
import { quoteOptions } from './quote-options.ts'
import { ReplaceForm } from './replace-form.tsx'

const SCOPE = 'edit'

export type EditValues = {
  title: string
  quote_id: string | null
  errors?: Readonly<Record<string, string>>
}

export type EditFormProps = {
  asset: Asset
  picture: string
  /** Where the file itself is. */
  original: string
  values: EditValues
  /** Why another file was not taken in its place. */
  replaceError?: string
  quotes: readonly QuoteChoice[]
  filters: AssetFilters
}

export function EditForm(props: EditFormProps) {
  const { asset, picture, original, values, quotes, filters } = props
  const { errors = {} } = values
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
        <Form action={assetsAddress(filters, {}, `/assets/${asset.id}`)} label="Edit artwork">
          <TextField
            name="title"
            label="Title"
            required
            maxlength={200}
            scope={SCOPE}
            value={values.title}
            error={errors.title}
          />
          <Select
            name="quote_id"
            label="Quote"
            emptyLabel="No quote"
            options={quoteOptions(quotes)}
            scope={SCOPE}
            value={values.quote_id}
            error={errors.quote_id}
          />
          <FormActions>
            <Button variant="primary">Save</Button>
            <ButtonLink href={assetsAddress(filters)} variant="quiet">
              Close
            </ButtonLink>
            <ButtonLink href={download} variant="quiet" download>
              Download
            </ButtonLink>
          </FormActions>
        </Form>
        <DefinitionList items={facts(asset)} />
        <ReplaceForm assetId={asset.id} filters={filters} error={props.replaceError} />
      </Columns>
    </Card>
  )
}

function facts(asset: Asset) {
  return [
    { term: 'Size', description: `${asset.width} × ${asset.height} px` },
    { term: 'File', description: `${asset.format.toUpperCase()}, ${byteWords(asset.byte_size)}` },
    { term: 'Uploaded', description: <DateText at={asset.created_at} /> },
  ]
}
