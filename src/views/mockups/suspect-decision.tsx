import { Card } from '../components/card.tsx'
import { SuspectActions } from '../suspects/suspect-actions.tsx'

/** A render without a clear answer: only a person can tell whether it was paid for. */
export function SuspectDecision({ id }: { id: string }) {
  return (
    <Card
      id="suspect"
      title="Was it paid for?"
      lead="Dynamic Mockups never gave a clear answer. Its dashboard shows whether this render was charged; after a day it counts as paid."
      actions={<a href="/suspects">All suspect renders</a>}
    >
      <SuspectActions mockupId={id} />
    </Card>
  )
}
