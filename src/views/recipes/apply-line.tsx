import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import type { PlannedLine } from '../../domain/recipes/plan-lines.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Money, MoneyRange } from '../components/money.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { pluralize } from '../pluralize.ts'
import { LineChecks } from './line-checks.tsx'
import { KeptVariants, LineEditor } from './line-editor.tsx'
import { applyWords as words } from './words.ts'

/** What a person typed about a line, as it was typed. */
export type TypedLine = {
  title?: string | undefined
  description?: string | undefined
  tags?: string | undefined
  leave: boolean
  out: readonly string[]
  prices: ReadonlyMap<string, string>
  accepts: readonly string[]
}

export type ShownLine = {
  line: PlannedLine
  typed: TypedLine | undefined
  /** What of it cannot be read, by field. */
  mistakes: Readonly<Record<string, string>>
  isOpen: boolean
  picture: string
}

/** Whether it is not made as it is. */
export function isRefused({ line, mistakes }: ShownLine): boolean {
  return line.refusals.length > 0 || Object.keys(mistakes).length > 0
}

export function ApplyLines({ lines, recipe }: { lines: readonly ShownLine[]; recipe: Recipe }) {
  const columns: Column<ShownLine>[] = [
    {
      key: 'picture',
      header: words.pictures,
      hideHeader: true,
      narrow: true,
      cell: ({ picture, line: { asset } }) => (
        <Thumb src={picture} alt="" size="small" width={asset.width} height={asset.height} />
      ),
    },
    {
      key: 'product',
      header: words.product,
      primary: true,
      cell: (shown) => <Product shown={shown} recipe={recipe} />,
    },
    {
      key: 'variants',
      header: words.variants,
      numeric: true,
      cell: ({ line }) => line.input.variants.length,
    },
    { key: 'price', header: words.price, numeric: true, cell: (shown) => <Prices shown={shown} /> },
    {
      key: 'margin',
      header: words.margin,
      numeric: true,
      cell: ({ line: { margin, currency } }) => (
        <span>
          <Money minor={margin?.minor} currency={currency} />
          {typeof margin?.percent === 'number' ? (
            <span class="muted figures"> {margin.percent}%</span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'pictures',
      header: words.pictures,
      numeric: true,
      cell: ({ line }) => line.images.length,
    },
    { key: 'checks', header: words.checks, cell: (shown) => <LineChecks shown={shown} /> },
  ]
  return (
    <DataTable
      caption={words.table}
      columns={columns}
      rows={lines}
      rowId={({ line }) => elementId('line', line.asset.id)}
    />
  )
}

function Prices({ shown: { line } }: { shown: ShownLine }) {
  const prices = line.variants.map(({ price }) => price)
  const [from, to] = prices.length > 0 ? [Math.min(...prices), Math.max(...prices)] : [null, null]
  return <MoneyRange from={from} to={to} currency={line.currency} />
}

function Product({ shown, recipe }: { shown: ShownLine; recipe: Recipe }) {
  const { line, typed, mistakes, isOpen } = shown
  const { id, title: name } = line.asset
  return (
    <div class="stack stack-small apply-product">
      <input type="hidden" name="asset" value={id} />
      {typed?.title === undefined ? (
        <input type="hidden" name={`made_title:${id}`} value={line.input.title} />
      ) : null}
      <TextField
        name={`title:${id}`}
        label={words.titleOf(name)}
        hideLabel
        value={typed?.title ?? line.input.title}
        error={mistakes.title}
      />
      <div class="cluster">
        <Checkbox
          name={`leave:${id}`}
          label={
            <>
              {words.leaveOut}
              <span class="visually-hidden"> {name}</span>
            </>
          }
          checked={line.isLeftOut}
        />
        <Button
          name={isOpen ? 'close' : 'open'}
          value={id}
          size="small"
          variant="quiet"
          formaction={`/recipes/apply#${elementId('line', id)}`}
          formnovalidate
          about={name}
        >
          {isOpen ? words.close : words.edit}
        </Button>
        <span class="muted small">{pluralize(line.input.tags?.length ?? 0, 'tag')}</span>
      </div>
      {isOpen ? <LineEditor shown={shown} recipe={recipe} /> : <Kept shown={shown} />}
    </div>
  )
}

/** What was typed in a line that is closed again. */
function Kept({ shown: { line, typed, mistakes } }: { shown: ShownLine }) {
  if (!typed) return null
  const { id } = line.asset
  const hidden: [string, string | undefined][] = [
    [`description:${id}`, typed.description],
    [`tags:${id}`, typed.tags],
  ]
  const said = Object.entries(mistakes).filter(([name]) => name !== 'title')
  return (
    <>
      {hidden.map(([name, value]) =>
        value === undefined ? null : <input type="hidden" name={name} value={value} />,
      )}
      <KeptVariants typed={typed} id={id} />
      {said.map(([, message]) => (
        <p class="field-error">{message}</p>
      ))}
    </>
  )
}
