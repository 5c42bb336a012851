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
  { key: 'current', header: 'There now', cell: ({ current }) => current || <Empty /> },
]

/** Both values of each field, where another save came first. The form below keeps one's own. */
export function Conflict({ noun, differences }: ConflictProps) {
  return (
    <Card
      title="Changed since you opened it"
      lead={`This ${noun} was saved by somebody else, or in another tab. Nothing of yours is saved or lost: it is still in the form. Take over what you want and save again; what is in the form then replaces what is there.`}
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
