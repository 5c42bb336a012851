import type { Child } from 'hono/jsx'
import { classNames } from './class-names.ts'
import { SelectBox, type Selection } from './select-box.tsx'
import { listWords as words } from './words.ts'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => Child
  /** Numbers, aligned right, with digits of equal width. */
  numeric?: boolean
  /** The cell that names the row. */
  primary?: boolean
  /** Takes no more room than its content: pictures, badges, buttons. */
  narrow?: boolean
  /** The header is for screen readers only. */
  hideHeader?: boolean
  /** Left out where the screen is neither a phone nor so wide; the row's page has it too. */
  from?: 'medium' | 'large' | 'wide'
  /** The header orders the list by this column. */
  sort?: { href: string; label: string; direction?: 'ascending' | 'descending' }
}

export type DataTableProps<Row> = {
  caption: string
  showCaption?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId?: (row: Row) => string
  /** A leading checkbox; see BulkBar. */
  select?: (row: Row) => Selection
  footer?: Child
  /** The keys j, k and x move and select. */
  keys?: boolean
}

/** A table with a sticky head that becomes a list of stacked rows on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, showCaption, columns, rows, select, footer, keys } = props
  return (
    <table class="data-table">
      <caption class={showCaption ? undefined : 'visually-hidden'}>{caption}</caption>
      <thead>
        <tr>
          {select ? <SelectAllCell form={rows.map(select)[0]?.form} /> : null}
          {columns.map((column) => (
            <HeaderCell column={column} />
          ))}
        </tr>
      </thead>
      <tbody data-keys={keys ? '' : undefined}>
        {rows.map((row) => (
          <BodyRow {...props} row={row} />
        ))}
      </tbody>
      {footer ? <tfoot>{footer}</tfoot> : null}
    </table>
  )
}

/** Ticks every row, once there is a script to do it. */
function SelectAllCell({ form }: { form: string | undefined }) {
  return (
    <th class="narrow" scope="col">
      {form ? (
        <span class="select-box" data-scripted>
          <input type="checkbox" form={form} aria-label={words.selectAll} data-select-all />
        </span>
      ) : (
        <span class="visually-hidden">{words.select}</span>
      )}
    </th>
  )
}

function cellClass<Row>({ numeric, narrow, primary, from }: Column<Row>) {
  return classNames(
    numeric && 'numeric',
    narrow && 'narrow',
    primary && 'primary',
    from && `from-${from}`,
  )
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { header, hideHeader, sort } = column
  return (
    <th class={cellClass(column)} scope="col" aria-sort={sort?.direction}>
      {sort ? (
        <a class="sort-link" href={sort.href} title={sort.label}>
          {header}
        </a>
      ) : hideHeader ? (
        <span class="visually-hidden">{header}</span>
      ) : (
        header
      )}
    </th>
  )
}

function BodyRow<Row>({ columns, rowId, select, row }: DataTableProps<Row> & { row: Row }) {
  return (
    <tr id={rowId?.(row)} data-item>
      {select ? (
        <td class="narrow select-cell">
          <SelectBox {...select(row)} />
        </td>
      ) : null}
      {columns.map((column) => (
        <BodyCell column={column} row={row} />
      ))}
    </tr>
  )
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const label = column.hideHeader ? undefined : column.header
  const content = column.cell(row)
  return column.primary ? (
    <th class={cellClass(column)} scope="row" data-label={label}>
      {content}
    </th>
  ) : (
    <td class={cellClass(column)} data-label={label}>
      {content}
    </td>
  )
}
