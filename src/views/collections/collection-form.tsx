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
  const title = edited ? 'Edit collection' : 'Add a collection'
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
            {edited ? 'Save' : conflict ? 'Add as another' : 'Add collection'}
          </Button>
          {conflict?.kind === 'exists' ? (
            <Button formaction={`/collections/${conflict.now.key}`}>
              Save to the one that is there
            </Button>
          ) : null}
          <ButtonLink href="/collections" variant="quiet">
            Cancel
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
        <TextField {...field('name')} label="Name" required maxlength={60} />
        {edited ? null : (
          <TextField
            {...field('key')}
            label="Key"
            optional
            hint="Small letters, digits and _; made from the name when left empty. It stays."
            maxlength={40}
            spellcheck={false}
          />
        )}
      </FieldRow>
      <RadioGroup
        {...field('colour')}
        label="Colour"
        inline
        choices={COLOURS.map(({ value, sample }) => ({ value, label: sample }))}
      />
      <RadioGroup
        {...field('shop')}
        label="At the shop"
        hint="Kept here for now: nothing at the shop is changed or made by it yet."
        choices={SHOPS}
      />
      <TextField
        {...field('shop_handle')}
        label="Its handle at the shop"
        optional
        hint="Only for a collection that is there: the end of its URL, as in /collections/wall-art."
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
      title={
        kind === 'changed'
          ? 'This collection was changed meanwhile'
          : 'This collection was added already'
      }
      href={`/collections?edit=${now.key}`}
      fields={[
        { label: 'Name', yours: values.name, now: now.name },
        { label: 'Colour', yours: labelIn(COLOURS, values.colour), now: colourLabels[now.colour] },
        { label: 'At the shop', yours: labelIn(SHOPS, values.shop), now: shopLabels[now.shop] },
        { label: 'Its handle at the shop', yours: values.shop_handle, now: now.shop_handle },
      ]}
    />
  )
}

function labelIn(labels: readonly { value: string; label: string }[], value: string): string {
  return labels.find((known) => known.value === value)?.label ?? value
}
