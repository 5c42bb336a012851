import { reasonText } from '../approvals/reason-codes.ts'
import { Card } from '../components/card.tsx'
import { DataTable } from '../components/data-table.tsx'
import { Section } from '../components/section.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { pairColumn } from './pair-column.tsx'
import type { ShownPair } from './run-matrix.tsx'
import { runWords } from './words.ts'

export const REJECTIONS_ID = 'rejected'

export type RejectionsProps = { pairs: readonly ShownPair[]; names: SceneNames }

/** The mockups that were rejected: why, and the way to another picture of the same pair. */
export function Rejections({ pairs, names }: RejectionsProps) {
  if (pairs.length === 0) return null
  return (
    <Section id={REJECTIONS_ID} title={runWords.rejections} lead={runWords.rejectionsLead}>
      <Card flush>
        <DataTable
          caption={runWords.rejections}
          rows={pairs}
          rowId={({ mockup }) => `rejected-${mockup.id}`}
          columns={[
            pairColumn(names),
            { key: 'why', header: runWords.reason, cell: (pair) => <Reason pair={pair} /> },
            {
              key: 'act',
              header: runWords.renderAgain,
              hideHeader: true,
              cell: ({ mockup, asset }) => (
                <a href={`/mockups/${mockup.id}/regenerate`}>
                  {runWords.renderAgain}
                  <span class="visually-hidden">
                    {' '}
                    {asset.title}, {sceneLabel(names, mockup.scene)}
                  </span>
                </a>
              ),
            },
          ]}
        />
      </Card>
    </Section>
  )
}

function Reason({ pair: { picture } }: { pair: ShownPair }) {
  const text = reasonText(picture)
  return text ? <span>{text}</span> : <span class="muted">{runWords.noReason}</span>
}
