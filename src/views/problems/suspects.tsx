import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { SuspectsTable, type SuspectsTableProps } from '../suspects/suspects-table.tsx'
import { suspectWords as words } from '../suspects/words.ts'

export type SuspectsProps = SuspectsTableProps & {
  /** After so many hours a render counts as charged by itself. */
  hours: number
}

/** Renders that may have been charged, and how to decide about them. */
export function Suspects({ hours, ...table }: SuspectsProps) {
  if (table.rows.length === 0) {
    return (
      <EmptyState
        icon="approval"
        title={words.none}
        action={<ButtonLink href="/credits">{words.seeCredits}</ButtonLink>}
      >
        {words.noneText}
      </EmptyState>
    )
  }
  return (
    <>
      <Card title={words.howTitle} lead={words.howLead}>
        <DefinitionList items={words.how(hours)} />
      </Card>
      <Card flush>
        <SuspectsTable {...table} />
      </Card>
    </>
  )
}
