import type { Quote } from '../../domain/quotes/get-quote.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { elementId } from '../components/field-id.ts'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { type QuoteFilters, quotesUrl } from './quotes-url.ts'
import { quotesWords as words } from './words.ts'

type QuoteValues = {
  text?: string
  author?: string | null
  collection?: string
  mood?: string | null
}

export type QuoteFormProps = {
  /** The quote that is edited, and the version that was read; without it a new one is added. */
  id?: string
  version?: number
  /** The id of the one that is added. */
  workId: string
  values: QuoteValues
  errors?: Readonly<Record<string, string>>
  /** Why the form was not saved: what is stored by now. */
  conflict?: { kind: 'changed' | 'exists'; now: Quote }
  filters: QuoteFilters
  collections: Collections
  closable: boolean
}

const SCOPE = 'quote'
/** More are shorter as a select. */
const MAX_RADIOS = 8

export function QuoteForm(props: QuoteFormProps) {
  const { id, version, workId, errors = {}, conflict, filters, closable } = props
  const title = id ? words.editTitle : words.addTitle
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  // Saved or not, the list is shown again where the quote is.
  const place = id ? `#${elementId('quote', id)}` : ''
  const pathOf = (edited: string) => `${quotesUrl(filters, {}, `/quotes/${edited}`)}${place}`
  return (
    <Card id="quote" title={title}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      <QuoteConflict {...props} />
      <Form action={id ? pathOf(id) : quotesUrl(filters)} label={title} warnUnsaved>
        <FormIdentity workId={id ? undefined : workId} version={conflict?.now.version ?? version} />
        <QuoteFields {...props} />
        <FormActions>
          <Button variant="primary">
            {id ? words.save : conflict ? words.addAnother : words.add}
          </Button>
          {conflict?.kind === 'exists' ? (
            <Button formaction={pathOf(conflict.now.id)}>{words.saveToExisting}</Button>
          ) : null}
          {closable ? (
            <ButtonLink href={`${quotesUrl(filters)}${place}`} variant="quiet">
              {words.cancel}
            </ButtonLink>
          ) : null}
        </FormActions>
      </Form>
    </Card>
  )
}

type QuoteFieldsProps = Pick<QuoteFormProps, 'values' | 'errors' | 'collections'>

function QuoteFields({ values, errors = {}, collections }: QuoteFieldsProps) {
  const choices = collectionOptions(collections, values.collection)
  const collection = {
    name: 'collection',
    label: words.fields.collection,
    required: true,
    scope: SCOPE,
    value: values.collection,
    error: errors.collection,
  }
  return (
    <>
      <TextArea
        name="text"
        label={words.fields.quote}
        required
        rows={3}
        maxlength={1000}
        scope={SCOPE}
        value={values.text}
        error={errors.text}
      />
      {collections.length > MAX_RADIOS ? (
        <Select {...collection} emptyLabel={words.chooseCollection} options={choices} />
      ) : (
        <RadioGroup {...collection} inline choices={choices} />
      )}
      <FieldRow>
        <TextField
          name="author"
          label={words.fields.author}
          optional
          maxlength={200}
          scope={SCOPE}
          value={values.author}
          error={errors.author}
        />
        <TextField
          name="mood"
          label={words.fields.mood}
          optional
          maxlength={100}
          scope={SCOPE}
          value={values.mood}
          error={errors.mood}
        />
      </FieldRow>
    </>
  )
}

function QuoteConflict({ conflict, values, filters, collections }: QuoteFormProps) {
  if (!conflict) return null
  const { kind, now } = conflict
  const labelOf = (key: string | undefined) => key && collectionName(collections, key)
  return (
    <ConflictNotice
      kind={kind}
      title={kind === 'changed' ? words.changed : words.exists}
      href={quotesUrl(filters, { edit: now.id })}
      fields={[
        { label: words.fields.quote, yours: values.text, now: now.text },
        {
          label: words.fields.collection,
          yours: labelOf(values.collection),
          now: labelOf(now.collection),
        },
        { label: words.fields.author, yours: values.author, now: now.author },
        { label: words.fields.mood, yours: values.mood, now: now.mood },
      ]}
    />
  )
}
