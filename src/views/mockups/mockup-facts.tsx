import type { MockupView } from '../../domain/mockups/select-mockup-views.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import { CollectionBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'

export type MockupFactsProps = { view: MockupView; scene: string; now: number }

/** What is known of a mockup, beside its picture. */
export function MockupFacts({ view, scene, now }: MockupFactsProps) {
  const { mockup, quote } = view
  const items = [
    { term: 'Scene', description: <a href={`/mockups?scene=${mockup.scene}`}>{scene}</a> },
    ...(quote
      ? [{ term: 'Collection', description: <CollectionBadge collection={quote.collection} /> }]
      : []),
    ...(mockup.width && mockup.height
      ? [{ term: 'Size', description: `${mockup.width} × ${mockup.height} px` }]
      : []),
    { term: 'Credits', description: creditsOf(view) },
    ...(mockup.quality_score === null
      ? []
      : [{ term: 'Quality', description: String(mockup.quality_score) }]),
    { term: 'Asked for', description: <TimeAgo at={mockup.created_at} now={now} /> },
    { term: 'Run', description: <a href={`/runs/${mockup.run_id}`}>The run it came from</a> },
  ]
  return <DefinitionList items={items} />
}

function creditsOf({ mockup }: MockupView): string {
  if (mockup.reused_from) return 'None: the picture was there already'
  if (mockup.failure_code === 'suspect') return 'One set aside until it is decided'
  if (mockup.file_key || mockup.status === 'failed') {
    return mockup.credits_used === 0 ? 'None' : String(mockup.credits_used)
  }
  return 'One held until it is rendered'
}
