import type { Overview } from '../../domain/overview/read-overview.ts'
import { Stat, StatRow } from '../components/stat.tsx'
import { formatCounted, formatNumber } from '../format-number.ts'

export type WaitingProps = {
  approvals: number
  mockups: Overview['mockups']
  retries: { waiting: number; exhausted: number }
}

/** What waits for a person, and what the hub is at. */
export function Waiting({ approvals, mockups, retries }: WaitingProps) {
  const underWay = mockups.pending
  return (
    <StatRow>
      <Stat
        label="To review"
        value={formatCounted(approvals)}
        note={approvals > 0 ? 'wait for your decision' : 'nothing waits'}
        tone={approvals > 0 ? 'amber' : undefined}
        href="/approvals"
      />
      <Stat
        label="Rendering"
        value={formatNumber(underWay)}
        note={underWay > 0 ? 'under way now' : 'nothing under way'}
        href="/runs"
      />
      <Stat
        label="Failed"
        value={formatNumber(mockups.failed)}
        note={mockups.failed > 0 ? 'see why' : 'none'}
        tone={mockups.failed > 0 ? 'red' : undefined}
        href="/mockups?status=failed"
      />
      <Stat
        label="Tried again"
        value={formatCounted(retries.waiting)}
        note={
          retries.exhausted > 0
            ? `${formatCounted(retries.exhausted)} out of tries`
            : 'by itself, when due'
        }
        tone={retries.exhausted > 0 ? 'red' : undefined}
        href="/retries"
      />
    </StatRow>
  )
}
