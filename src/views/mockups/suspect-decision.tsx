import { Card } from '../components/card.tsx'
import { problemsUrl } from '../problems/problems-url.ts'
import { SuspectActions } from '../suspects/suspect-actions.tsx'
import { mockupWords } from './words.ts'

/** A render without a clear answer: only a person can tell whether it was paid for. */
export function SuspectDecision({ id }: { id: string }) {
  return (
    <Card
      id="suspect"
      title={mockupWords.suspect.title}
      lead={mockupWords.suspect.body}
      actions={<a href={problemsUrl('suspects')}>{mockupWords.suspect.all}</a>}
    >
      <SuspectActions mockupId={id} />
    </Card>
  )
}
