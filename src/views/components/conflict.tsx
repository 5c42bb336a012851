import { Card } from './card.tsx'
import { type Column, DataTable } from './data-table.tsx'

/** One field in which what was typed and what is there now differ. */
export type Difference = { label: string; typed: string; current: string }

export type ConflictProps = {
  /** What was changed: "product", "prices". */
  noun: string
  differences: readonly Difference[]
}

const COLUMNS: Column<Difference>[] = [
  { key: 'field', header: 'Field', primary: true, cell: ({ label }) => label },
  { key: 'typed', header: 'Yours', cell: ({ typed }) => typed || <Empty /> },
  { key: 'current', header: 'Saved by somebody else', cell: ({ current }) => current || <Empty /> },
]

/** Both values of each field, where somebody else saved first. The form below keeps one's own. */
export function Conflict({ noun, differences }: ConflictProps) {
  return (
    <Card
      title="Somebody else saved first"
      lead={`This ${noun} changed after you opened it. Nothing of yours is saved or lost: it is still in the form. Take over what you want, then save again; what the form holds then counts.`}
      flush
    >
      <div role="alert" tabindex={-1} autofocus data-error-summary>
        <DataTable caption="What differs" columns={COLUMNS} rows={differences} />
      </div>
    </Card>
  )
}

function Empty() {
  return <span class="muted">Nothing</span>
}
