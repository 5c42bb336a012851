import { COLOURS as COLLECTION_COLOURS } from '../../domain/collections/schemas.ts'
import type { Collection } from '../../domain/collections/system-collections.ts'
import { Badge } from '../components/badge.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/choice.tsx'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { TextField } from '../components/text-field.tsx'
import { colourLabels, shopLabels } from './collection-labels.ts'
import { collectionWords, collectionFormWords as words } from './words.ts'

/** What was typed or chosen, as the form shows it again. */
export type CollectionValues = {
  key: string
  name: string
  colour: string
  shop: string
  shop_handle: string
}

export type CollectionFormProps = {
  /** The key of the one that is edited, and the version that was read; without it one is added. */
  edited?: string
  version?: number
  /** The id of the one that is added. */
  workId: string
  values: CollectionValues
  errors?: Readonly<Record<string, string>>
  /** Why the form was not saved: what is stored by now. */
  conflict?: { kind: 'changed' | 'exists'; now: Collection }
}

const SCOPE = 'collection'

const SHOPS = Object.entries(shopLabels).map(([value, label]) => ({ value, label }))
const COLOURS = COLLECTION_COLOURS.map((value) => ({
  value,
  label: colourLabels[value],
  sample: <Badge tone={value}>{colourLabels[value]}</Badge>,
}))

export function CollectionForm(props: CollectionFormProps) {
  const { edited, version, workId, errors = {}, conflict } = props
  const title = edited ? words.edit : words.add
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card id="collection" title={title}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      <CollectionConflict {...props} />
      <Form action={edited ? `/collections/${edited}` : '/collections'} label={title} warnUnsaved>
        <FormIdentity
          workId={edited ? undefined : workId}
          version={conflict?.now.version ?? version}
        />
        <Fields {...props} />
        <FormActions>
          <Button variant="primary">
            {edited ? words.save : conflict ? words.addAnother : words.addCollection}
          </Button>
          {conflict?.kind === 'exists' ? (
            <Button formaction={`/collections/${conflict.now.key}`}>{words.saveToExisting}</Button>
          ) : null}
          <ButtonLink href="/collections" variant="quiet">
            {words.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  )
}

function Fields({ edited, values, errors = {} }: CollectionFormProps) {
  const field = (name: keyof CollectionValues) => ({
    name,
    scope: SCOPE,
    value: values[name],
    error: errors[name],
  })
  return (
    <>
      <FieldRow>
        <TextField {...field('name')} label={words.name} required maxlength={60} />
        {edited ? null : (
          <TextField
            {...field('key')}
            label={collectionWords.key}
            optional
            hint={words.keyHint}
            maxlength={40}
            spellcheck={false}
          />
        )}
      </FieldRow>
      <RadioGroup
        {...field('colour')}
        label={words.colour}
        inline
        choices={COLOURS.map(({ value, sample }) => ({ value, label: sample }))}
      />
      <RadioGroup {...field('shop')} label={words.shop} hint={words.shopHint} choices={SHOPS} />
      <TextField
        {...field('shop_handle')}
        label={words.handle}
        optional
        hint={words.handleHint}
        maxlength={255}
        spellcheck={false}
      />
    </>
  )
}

function CollectionConflict({ conflict, values }: CollectionFormProps) {
  if (!conflict) return null
  const { kind, now } = conflict
  return (
    <ConflictNotice
      kind={kind}
      title={kind === 'changed' ? words.changedMeanwhile : words.addedAlready}
      href={`/collections?edit=${now.key}`}
      fields={[
        { label: words.name, yours: values.name, now: now.name },
        {
          label: words.colour,
          yours: labelIn(COLOURS, values.colour),
          now: colourLabels[now.colour],
        },
        { label: words.shop, yours: labelIn(SHOPS, values.shop), now: shopLabels[now.shop] },
        { label: words.handle, yours: values.shop_handle, now: now.shop_handle },
      ]}
    />
  )
}

function labelIn(labels: readonly { value: string; label: string }[], value: string): string {
  return labels.find((known) => known.value === value)?.label ?? value
}
