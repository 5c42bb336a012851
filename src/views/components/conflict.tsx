import { Card } from './card.tsx'
import { type Column, DataTable } from './data-table.tsx'
import { conflictWords as words } from './words.ts'

/** One field in which what was typed and what is there now differ. */
export type Difference = { label: string; typed: string; current: string }

export type ConflictProps = {
  /** What was changed: "product", "prices". */
  noun: string
  differences: readonly Difference[]
}

const COLUMNS: Column<Difference>[] = [
  { key: 'field', header: words.field, primary: true, cell: ({ label }) => label },
  { key: 'typed', header: words.yours, cell: ({ typed }) => typed || <Empty /> },
  { key: 'current', header: words.stored, cell: ({ current }) => current || <Empty /> },
]

/** Both values of each field, where another save came first. The form below keeps one's own. */
export function Conflict({ noun, differences }: ConflictProps) {
  return (
    <Card title={words.changed} lead={words.changedText(noun)} flush>
      <div role="alert" tabindex={-1} autofocus data-error-summary>
        <DataTable caption={words.caption} columns={COLUMNS} rows={differences} />
      </div>
    </Card>
  )
}

function Empty() {
  return <span class="muted">{words.empty}</span>
}
