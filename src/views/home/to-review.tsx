import type { MockupToReview } from '../../domain/approvals/list-oldest-to-review.ts'
import { ActionForm } from '../components/action-form.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { Section } from '../components/section.tsx'
import { Thumb } from '../components/thumb.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { HOME_PART } from './home-part.ts'
import { homeWords } from './words.ts'

type ShownToReview = MockupToReview & { picture: string | null }

export type ToReviewProps = {
  /** As many as are shown, the oldest first. */
  items: readonly ShownToReview[]
  /** How many wait, counted to 100. */
  waiting: number
  /** How many are shown at most; their room is kept while they are on their way. */
  room: number
  /** Mockups are being rendered that will wait for a decision. */
  expected: boolean
  names: SceneNames
}

/** The mockups that have waited the longest, to decide on without leaving the page. */
export function ToReview({ items, waiting, room, expected, names }: ToReviewProps) {
  const isEmpty = items.length === 0
  return (
    <Section
      id="to-review"
      title={homeWords.toReview}
      actions={waiting > 0 ? <a href="/approvals">{homeWords.reviewAll(waiting)}</a> : null}
    >
      {isEmpty && !expected ? (
        <p class="muted">{homeWords.nothingToReview}</p>
      ) : (
        <div class="review-strip">
          <ImageGrid label={homeWords.mockupsToReview} size="small" keys>
            {items.map((item) => (
              <ReviewTile item={item} names={names} />
            ))}
            {expected
              ? Array.from({ length: Math.max(room - items.length, 0) }, (_, index) => (
                  <Expected place={items.length + index} />
                ))
              : null}
          </ImageGrid>
          {isEmpty ? <p class="review-strip-note muted">{homeWords.onTheirWay}</p> : null}
        </div>
      )}
    </Section>
  )
}

function ReviewTile({ item, names }: { item: ShownToReview; names: SceneNames }) {
  const { id, title, picture, width, height } = item
  const scene = sceneLabel(names, item.scene)
  const named = <span class="visually-hidden">{` ${title} in ${scene}`}</span>
  const decide = { values: { back: '/' }, size: 'small', results: HOME_PART } as const
  return (
    <Tile
      id={elementId('to-review', id)}
      href={`/mockups/${item.mockup_id}`}
      picture={{
        src: picture,
        alt: `${title} in ${scene}`,
        width,
        height,
        ratio: 'landscape',
        fit: 'cover',
        eager: true,
      }}
      title={title}
      meta={scene}
      actions={
        <>
          <ActionForm
            {...decide}
            action={`/approvals/${id}/approve`}
            variant="primary"
            shortcut="a"
          >
            {homeWords.approve}
            {named}
          </ActionForm>
          <ActionForm {...decide} action={`/approvals/${id}/reject`} shortcut="r">
            {homeWords.reject}
            {named}
          </ActionForm>
        </>
      }
    />
  )
}

/** The room of one that is on its way; named by its place, which it keeps when others come. */
function Expected({ place }: { place: number }) {
  return (
    <li class="tile tile-expected" id={elementId('expected', place)} aria-hidden="true">
      <Thumb src={null} alt="" ratio="landscape" busy />
    </li>
  )
}
