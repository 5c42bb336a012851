import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import { TimeAgo } from '../components/time-ago.tsx'

export type MockupFactsProps = {
  view: MockupView
  scene: string
  collections: Collections
  now: number
}

/** What is known of a mockup. */
export function MockupFacts({ view, scene, collections, now }: MockupFactsProps) {
  const { mockup, picture, asset, quote } = view
  const collection = quote?.collection ?? asset.collection
  const items = [
    { term: 'Scene', description: <a href={`/mockups?scene=${mockup.scene}`}>{scene}</a> },
    ...(collection
      ? [
          {
            term: 'Collection',
            description: <CollectionBadge of={collection} collections={collections} />,
          },
        ]
      : []),
    ...(picture.width && picture.height
      ? [{ term: 'Size', description: `${picture.width} × ${picture.height} px` }]
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

function creditsOf({ mockup, picture }: MockupView): string {
  if (mockup.failure_code === 'suspect') return 'One set aside until it is decided'
  if (mockup.status === 'failed') {
    return mockup.credits_used === 0 ? 'None' : String(mockup.credits_used)
  }
  if (mockup.credits_used === 0) return 'None: another mockup pays for this picture'
  return picture.file_key ? String(mockup.credits_used) : 'One held until it is rendered'
}
