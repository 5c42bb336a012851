import type { JobPreview, PreviewRow } from '../../domain/bulk/preview-job.ts'
import type { Acceptance } from '../../errors.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, RadioGroup } from '../components/choice.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { Select } from '../components/select.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { TextField } from '../components/text-field.tsx'
import { formWords } from '../components/words.ts'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { retireReasons } from '../products/retire-reasons.ts'
import { typeWords, newJobWords as words } from './words.ts'

/** What can be changed of many products. */
export const BULK_TYPES = [
  'tags',
  'collection',
  'prices',
  'recipe',
  'pictures',
  'publish',
  'retire',
  'archive',
  'restore',
] as const
export type BulkType = (typeof BULK_TYPES)[number]

/** The change as the fields of the form have it. */
export type ChangeValues = Partial<
  Record<
    | 'add'
    | 'remove'
    | 'to_collection'
    | 'by'
    | 'value'
    | 'round'
    | 'sizes'
    | 'recipe_id'
    | 'texts'
    | 'reason',
    string
  >
>

export type NewJobPageProps = {
  frame: PageFrame
  type: BulkType
  /** Which products are meant, as hidden values. */
  selection: readonly (readonly [name: string, value: string])[]
  /** How many of them, where they are all that match. */
  matching: number | undefined
  count: number
  values: ChangeValues
  errors: Readonly<Record<string, string>>
  /** Why nothing was started. */
  refusal?: string | undefined
  /** What will happen, once the change can be read. */
  preview: JobPreview | undefined
  workId: string
  collections: Collections
  recipes: readonly { id: string; name: string }[]
  /** The list that it came from. */
  back: string
}

/** Asks what to change of several products, shows what will happen, and starts it. */
export function NewJobPage(props: NewJobPageProps) {
  const { frame, type, matching, count, preview, refusal } = props
  const { title } = typeWords[type]
  return (
    <Layout {...frame} title={title} current="/jobs/new">
      <PageHeader
        title={title}
        lead={matching === undefined ? words.selected(count) : words.matching(matching)}
        back={{ href: props.back, label: words.back }}
      />
      {refusal ? <Notice tone="amber">{refusal}</Notice> : null}
      {type === 'recipe' && props.recipes.length === 0 ? (
        <NoRecipes />
      ) : hasFields(type) ? (
        <ChangeForm {...props} />
      ) : null}
      {preview ? <Preview {...props} preview={preview} /> : null}
    </Layout>
  )
}

function NoRecipes() {
  return (
    <EmptyState
      icon="product"
      title={words.noRecipes}
      action={<ButtonLink href="/recipes/new">{words.addRecipe}</ButtonLink>}
    >
      {words.noRecipesText}
    </EmptyState>
  )
}

function hasFields(type: BulkType): boolean {
  return (
    type === 'tags' ||
    type === 'collection' ||
    type === 'prices' ||
    type === 'recipe' ||
    type === 'retire'
  )
}

/** A change of its fields is looked at first: what starts is what was shown. */
function ChangeForm(props: NewJobPageProps) {
  const { type, selection } = props
  return (
    <Card title={words.change}>
      <Form action="/jobs/new" method="get" label={words.change}>
        <input type="hidden" name="type" value={type} />
        <Hidden values={selection} />
        <Fields {...props} />
        <FormActions>
          <Button variant={props.preview ? 'secondary' : 'primary'}>{words.preview}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

function Hidden({ values }: { values: NewJobPageProps['selection'] }) {
  return (
    <>
      {values.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function Fields(props: NewJobPageProps) {
  const { type, values, errors, collections, recipes } = props
  switch (type) {
    case 'tags':
      return (
        <FieldRow>
          <TextField
            name="add"
            label={words.add}
            hint={words.tagsHint}
            value={values.add}
            error={errors.add}
          />
          <TextField
            name="remove"
            label={words.remove}
            hint={words.tagsHint}
            value={values.remove}
            error={errors.remove}
          />
        </FieldRow>
      )
    case 'collection':
      return (
        <Select
          name="to_collection"
          label={words.collection}
          emptyLabel={words.noCollection}
          options={collectionOptions(collections, values.to_collection)}
          value={values.to_collection}
          error={errors.to_collection}
        />
      )
    case 'prices':
      return <PriceFields values={values} errors={errors} />
    case 'recipe':
      return (
        <>
          <Select
            name="recipe_id"
            label={words.recipe}
            hint={words.recipeHint}
            options={recipes.map(({ id, name }) => ({ value: id, label: name }))}
            value={values.recipe_id}
            error={errors.recipe_id}
          />
          <Checkbox name="texts" label={words.recipeTexts} checked={values.texts === 'true'} />
        </>
      )
    case 'retire':
      return (
        <RadioGroup
          name="reason"
          label={words.reason}
          value={values.reason ?? 'manual'}
          choices={retireReasons}
        />
      )
    default:
      return null
  }
}

function PriceFields({ values, errors }: Pick<NewJobPageProps, 'values' | 'errors'>) {
  return (
    <>
      <RadioGroup
        name="by"
        label={words.by}
        value={values.by ?? 'percent'}
        choices={[
          { value: 'percent', label: words.byPercent },
          { value: 'amount', label: words.byAmount },
          { value: 'mend', label: words.byMend },
        ]}
      />
      <FieldRow>
        <TextField
          name="value"
          label={words.value}
          hint={words.valueHint}
          inputmode="decimal"
          value={values.value}
          error={errors.value}
        />
        <Select
          name="round"
          label={words.round}
          options={Object.entries(words.roundings).map(([value, label]) => ({ value, label }))}
          value={values.round ?? 'none'}
        />
        <TextField
          name="sizes"
          label={words.sizes}
          hint={words.sizesHint}
          value={values.sizes}
          error={errors.sizes}
        />
      </FieldRow>
    </>
  )
}

function Preview(props: NewJobPageProps & { preview: JobPreview }) {
  const { preview } = props
  const accepts = new Set(preview.rows.flatMap(({ accept }) => accept ?? []))
  const isEmpty = preview.changed === 0 && accepts.size === 0 && preview.checked === preview.total
  return (
    <Section title={words.previewTitle}>
      <StatRow>
        <Stat label={words.will} value={formatNumber(preview.changed)} />
        <Stat label={words.same} value={formatNumber(preview.same)} />
        <Stat
          label={words.refused}
          value={formatNumber(preview.refused)}
          tone={preview.refused > 0 ? 'red' : undefined}
        />
      </StatRow>
      {preview.checked < preview.total ? (
        <p class="muted">{words.checked(preview.checked)}</p>
      ) : null}
      {isEmpty ? (
        <EmptyState icon="product" title={words.nothing}>
          {words.nothingText}
        </EmptyState>
      ) : (
        <Start {...props} accepts={[...accepts]} />
      )}
      {preview.rows.length > 0 ? (
        <Card flush>
          <PreviewTable rows={preview.rows} />
        </Card>
      ) : null}
      {preview.rows.length < preview.checked ? (
        <p class="muted small">{words.shown(preview.rows.length)}</p>
      ) : null}
    </Section>
  )
}

const ACCEPT_NAMES: Record<Acceptance, string> = {
  acceptFree: 'accept_free',
  acceptBelowCost: 'accept_below_cost',
  acceptLowDpi: 'accept_low_dpi',
  acceptUndelivered: 'accept_undelivered',
}

function Start(props: NewJobPageProps & { preview: JobPreview; accepts: readonly Acceptance[] }) {
  const { type, selection, values, workId, preview, accepts } = props
  // What is refused is changed too once it is said to be meant, and what was not looked at may be.
  const isKnown = preview.checked === preview.total && accepts.length === 0
  return (
    <Form action="/jobs" label={words.start}>
      <FormIdentity workId={workId} />
      <input type="hidden" name="type" value={type} />
      <Hidden values={selection} />
      <Hidden values={Object.entries(values)} />
      {accepts.map((accept) => (
        <Checkbox name={ACCEPT_NAMES[accept]} label={words[accept]} />
      ))}
      <FormActions>
        <Button variant={type === 'retire' ? 'danger' : 'primary'}>
          {typeWords[type].start(isKnown ? preview.changed : preview.total)}
        </Button>
        <ButtonLink href={props.back} variant="quiet">
          {formWords.cancel}
        </ButtonLink>
        <span class="muted small">{words.canUndo}</span>
      </FormActions>
    </Form>
  )
}

function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <DataTable
      caption={words.previewTitle}
      rows={rows}
      rowId={({ id }) => `product-${id}`}
      columns={[
        {
          key: 'product',
          header: words.back,
          primary: true,
          cell: ({ id, title }) => <a href={`/products/${id}`}>{title}</a>,
        },
        { key: 'change', header: words.previewTitle, cell: (row) => <RowChange row={row} /> },
      ]}
    />
  )
}

const FIELDS: ReadonlyMap<string, string> = new Map(Object.entries(words.fields))

function RowChange({ row }: { row: PreviewRow }) {
  if (row.result === 'refused') return <span class="refusal">{row.reason}</span>
  if (row.result === 'same') return <span class="muted">{words.stays}</span>
  return (
    <ul class="changes">
      {row.changes.map(({ field, before, after }) => (
        <li>
          <span class="muted">{FIELDS.get(field) ?? field}</span>{' '}
          {field === 'pictures' ? null : (
            <>
              <del>{before || words.empty}</del>
              {' → '}
            </>
          )}
          <strong>{after || words.empty}</strong>
        </li>
      ))}
    </ul>
  )
}
