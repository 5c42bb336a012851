import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { collectionWords } from '../components/status-words.ts'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { type QuoteFilters, quotesAddress } from './quotes-address.ts'

type QuoteValues = {
  text?: string
  author?: string | null
  collection?: string
  mood?: string | null
  errors?: Readonly<Record<string, string>>
}

export type QuoteFormProps = {
  /** The quote that is edited; without it a new one is added. */
  id?: string
  values: QuoteValues
  filters: QuoteFilters
  closable: boolean
}

const SCOPE = 'quote'
const CHOICES = Object.entries(collectionWords).map(([value, { label }]) => ({ value, label }))

export function QuoteForm({ id, values, filters, closable }: QuoteFormProps) {
  const { errors = {} } = values
  const title = id ? 'Edit quote' : 'Add a quote'
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card id="quote" title={title}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      <Form
        action={quotesAddress(filters, {}, id ? `/quotes/${id}` : '/quotes')}
        label={title}
        warnUnsaved
      >
        <TextArea
          name="text"
          label="Quote"
          required
          rows={3}
          maxlength={1000}
          scope={SCOPE}
          value={values.text}
          error={errors.text}
        />
        <RadioGroup
          name="collection"
          label="Collection"
          inline
          choices={CHOICES}
          required
          scope={SCOPE}
          value={values.collection}
          error={errors.collection}
        />
        <FieldRow>
          <TextField
            name="author"
            label="Author"
            optional
            maxlength={200}
            scope={SCOPE}
            value={values.author}
            error={errors.author}
          />
          <TextField
            name="mood"
            label="Mood"
            optional
            maxlength={100}
            scope={SCOPE}
            value={values.mood}
            error={errors.mood}
          />
        </FieldRow>
        <FormActions>
          <Button variant="primary">{id ? 'Save' : 'Add quote'}</Button>
          {closable ? (
            <ButtonLink href={quotesAddress(filters)} variant="quiet">
              Cancel
            </ButtonLink>
          ) : null}
        </FormActions>
      </Form>
    </Card>
  )
}
