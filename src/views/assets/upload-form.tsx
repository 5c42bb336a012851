import type { QuoteChoice } from '../../domain/quotes/list-quote-choices.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FileField } from '../components/file-field.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { type AssetFilters, assetsAddress } from './assets-address.ts'
import { quoteOptions } from './quote-options.ts'

const TAKEN = 'image/png,image/jpeg,image/webp'
const SCOPE = 'upload'

export type UploadValues = {
  title?: string
  quote_id?: string
  errors?: Readonly<Record<string, string>>
}

export type UploadFormProps = UploadValues & {
  quotes: readonly QuoteChoice[]
  filters: AssetFilters
  closable: boolean
}

export function UploadForm(props: UploadFormProps) {
  const { title, quote_id, quotes, filters, closable, errors = {} } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card
      id="upload"
      title="Upload artwork"
      lead="A finished print: PNG, JPEG or WebP, up to 20 MB. The larger, the sharper it sells."
    >
      <ErrorSummary errors={summary} scope={SCOPE} />
      <Form action={assetsAddress(filters)} multipart label="Upload artwork">
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
          <Select
            name="quote_id"
            label="Quote"
            optional
            hint="Gives mockups and products their collection."
            emptyLabel="No quote"
            options={quoteOptions(quotes)}
            scope={SCOPE}
            value={quote_id}
            error={errors.quote_id}
          />
        </FieldRow>
        <FormActions>
          <Button variant="primary">Upload artwork</Button>
          {closable ? (
            <ButtonLink href={assetsAddress(filters)} variant="quiet">
              Cancel
            </ButtonLink>
          ) : null}
        </FormActions>
      </Form>
    </Card>
  )
}
