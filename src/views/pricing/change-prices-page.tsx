import type { PricePlan } from '../../domain/pricing/plan-prices.ts'
import { isMoved } from '../../domain/pricing/plan-prices.ts'
import { formatSize } from '../../domain/pricing/size.ts'
import type { listProductsOfSizes } from '../../domain/products/list-products-of-sizes.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, CheckboxGroup } from '../components/choice.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { urlWith } from '../components/url-with.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { productPath } from '../products/product-path.ts'
import { PlannedPrices } from './planned-prices.tsx'
import { changeWords as words } from './words.ts'

const PATH = '/pricing/change'

/** A change as the form and the URL have it. */
export type TypedChange = {
  change: string
  unit: string
  round: string
  sizes: readonly string[]
}

type Touched = Awaited<ReturnType<typeof listProductsOfSizes>> & {
  offset: number
  limit: number
}

export type ChangePreview = {
  plan: PricePlan
  touched: Touched
  workId: string
}

export type ChangePricesPageProps = {
  frame: PageFrame
  typed: TypedChange
  errors: Readonly<Record<string, string>>
  /** Every size that has a price, and what amounts of it are in. */
  sizes: readonly { size: string; currency: string }[]
  /** Given once a change was asked for that can be worked out. */
  preview?: ChangePreview
  /** Prices below cost were refused: they can be said twice. */
  isRefused?: boolean
  /** They were changed since the preview. */
  isMoved?: boolean
}

export function ChangePricesPage(props: ChangePricesPageProps) {
  const { frame, typed, errors, preview } = props
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title={words.title} current="/pricing">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: '/pricing', label: words.back }}
      />
      <ErrorSummary errors={summary} />
      {props.isMoved ? <Notice tone="amber" title={words.moved} /> : null}
      <AskedChange {...props} />
      {preview ? <Preview typed={typed} preview={preview} isRefused={props.isRefused} /> : null}
    </Layout>
  )
}

function AskedChange({ typed, errors, sizes, preview }: ChangePricesPageProps) {
  const currencies = [...new Set(sizes.map(({ currency }) => currency))]
  return (
    <Card id="change">
      <Form action={PATH} method="get" label={words.form}>
        <FieldRow>
          <TextField
            name="change"
            label={words.change}
            hint={words.changeHint}
            value={typed.change}
            error={errors.change}
            inputmode="text"
            autocomplete="off"
            maxlength={12}
            required
            short
            autofocus={!preview}
          />
          <Select
            name="unit"
            label={words.unit}
            value={typed.unit}
            options={[
              { value: 'percent', label: words.percent },
              { value: 'amount', label: words.amount(currencies.join(' / ')) },
            ]}
          />
          <Select
            name="round"
            label={words.round}
            value={typed.round}
            options={Object.entries(words.rounds).map(([value, label]) => ({ value, label }))}
          />
        </FieldRow>
        <CheckboxGroup
          name="sizes"
          label={words.sizes}
          inline
          values={typed.sizes}
          error={errors.sizes}
          choices={sizes.map(({ size }) => ({ value: size, label: formatSize(size) }))}
        />
        <FormActions>
          <Button variant={preview ? 'secondary' : 'primary'}>
            {preview ? words.again : words.preview}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}

type PreviewProps = { typed: TypedChange; preview: ChangePreview; isRefused?: boolean | undefined }

function Preview({ typed, preview, isRefused }: PreviewProps) {
  const { plan, touched } = preview
  const moved = plan.lines.filter(isMoved)
  if (moved.length === 0) {
    return <EmptyState title={words.nothing}>{words.nothingLead}</EmptyState>
  }
  return (
    <>
      <Card id="preview" title={words.previewTitle} lead={words.previewLead} flush>
        <PlannedPrices lines={plan.lines} />
      </Card>
      <Apply typed={typed} preview={preview} changed={moved.length} isRefused={isRefused} />
      <TouchedProducts typed={typed} touched={touched} />
    </>
  )
}

function Apply({ typed, preview, changed, isRefused }: PreviewProps & { changed: number }) {
  const { plan, workId } = preview
  const below = plan.lines.flatMap(({ prices }) => prices.filter(({ refused }) => refused)).length
  const error = isRefused ? words.tick : undefined
  return (
    <Form action={PATH} label={words.title}>
      <input type="hidden" name="change" value={typed.change} />
      <input type="hidden" name="unit" value={typed.unit} />
      <input type="hidden" name="round" value={typed.round} />
      {typed.sizes.map((size) => (
        <input type="hidden" name="sizes" value={size} />
      ))}
      <input type="hidden" name="seen" value={plan.seen} />
      <input type="hidden" name="work_id" value={workId} />
      {below > 0 ? (
        <Notice tone="red" title={words.belowCost(below)}>
          <Checkbox name="accept_below_cost" label={words.accept} error={error} />
        </Notice>
      ) : null}
      <FormActions>
        <Button variant="primary">{words.apply(changed)}</Button>
        <ButtonLink href="/pricing" variant="quiet">
          {words.cancel}
        </ButtonLink>
      </FormActions>
    </Form>
  )
}

function TouchedProducts({ typed, touched }: { typed: TypedChange; touched: Touched }) {
  const { rows, products, offset, limit } = touched
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'product',
      header: words.product,
      primary: true,
      cell: ({ id, title }) => <a href={productPath(id)}>{title}</a>,
    },
    {
      key: 'variants',
      header: words.variants,
      numeric: true,
      cell: ({ variants }) => <span class="figures">{variants}</span>,
    },
  ]
  const more = offset + rows.length < products
  return (
    <Card
      id="products"
      title={words.productsTitle}
      lead={words.productsLead(touched)}
      flush
      actions={
        products === 0 ? null : (
          <ButtonLink href={changeProductsPath(typed)} size="small">
            {words.changeProducts}
          </ButtonLink>
        )
      }
    >
      {rows.length === 0 ? null : (
        <DataTable caption={words.productsCaption} columns={columns} rows={rows} />
      )}
      <Pager
        rows={rows}
        total={products}
        limit={limit}
        offset={offset}
        next_cursor={more ? rows.at(-1)?.id : undefined}
        previous_cursor={offset > 0 ? rows[0]?.id : undefined}
        path={PATH}
        query={{ ...typed, sizes: typed.sizes.join(',') }}
      />
    </Card>
  )
}

/** The same change of what is on sale: a job, with a preview of its own. */
function changeProductsPath({ change, unit, round, sizes }: TypedChange): string {
  const step = { type: 'prices', by: unit, value: change, round, sizes: sizes.join(',') }
  return urlWith('/jobs/new', step)
}
