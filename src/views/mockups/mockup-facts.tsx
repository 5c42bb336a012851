import type { MockupUses } from '../../domain/mockups/find-uses.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { DefinitionList } from '../components/definition-list.tsx'
import { formatDate } from '../components/format-time.ts'
import { TimeAgo } from '../components/time-ago.tsx'
import { useTimeZone } from '../components/time-zone.ts'
import { fitLabel } from '../scenes/placement-fields.tsx'
import { mockupWords, placementWords } from './words.ts'

const words = mockupWords.facts

export type MockupFactsProps = {
  view: MockupView
  uses: MockupUses
  scene: string
  collections: Collections
  now: number
}

/** What is known of a mockup. */
export function MockupFacts({ view, uses, scene, collections, now }: MockupFactsProps) {
  const { mockup, picture, asset, quote } = view
  const collection = quote?.collection ?? asset.collection
  const items = [
    { term: words.scene, description: <a href={`/mockups?scene=${mockup.scene}`}>{scene}</a> },
    ...(collection
      ? [
          {
            term: words.collection,
            description: <CollectionBadge of={collection} collections={collections} />,
          },
        ]
      : []),
    ...(picture.width && picture.height
      ? [{ term: words.size, description: `${picture.width} × ${picture.height} px` }]
      : []),
    { term: words.credits, description: creditsOf(view) },
    { term: words.placement, description: placementText(mockup.placement) },
    { term: words.requested, description: <TimeAgo at={mockup.created_at} now={now} /> },
    { term: words.run, description: <a href={`/runs/${mockup.run_id}`}>{words.openRun}</a> },
  ]
  return (
    <>
      <DefinitionList items={items} />
      {uses.first ? <Origin first={uses.first} /> : null}
    </>
  )
}

/** "Cover (fill the frame, crop the rest), 0.8×": what of it is the mockup's own. */
function placementText(placement: MockupView['mockup']['placement']): string {
  if (!placement) return placementWords.ofScene
  const { fit, scale, rotation, size, position } = placement
  const { ofOwn } = placementWords
  const parts = [
    fit && fitLabel(fit),
    scale && ofOwn.scale(scale),
    rotation && ofOwn.rotation(rotation),
    size && ofOwn.size(size.width, size.height),
    position && ofOwn.position(position.x, position.y),
  ]
  return parts.filter(Boolean).join(', ')
}

/** It was rendered for another request, and is shown again. */
function Origin({ first }: { first: NonNullable<MockupUses['first']> }) {
  const zone = useTimeZone()
  return (
    <p class="small">
      <a href={`/runs/${first.run_id}`}>
        {mockupWords.page.sameAs(formatDate(Date.parse(first.created_at), zone))}
      </a>
      {': '}
      <a href={`/mockups/${first.id}`}>{mockupWords.page.seeFirst}</a>
    </p>
  )
}

function creditsOf({ mockup, picture }: MockupView): string {
  if (mockup.failure_code === 'suspect') return words.held
  if (mockup.status === 'failed') {
    return mockup.credits_used === 0 ? words.none : String(mockup.credits_used)
  }
  if (mockup.credits_used === 0) return words.reused
  return picture.file_key ? String(mockup.credits_used) : words.heldUntilRendered
}
