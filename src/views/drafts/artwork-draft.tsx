import type { Child } from 'hono/jsx'
import { cornersOf, type Draft } from '../../domain/drafts/place-artwork.ts'
import { type Piece, ROOM_SIDE, warpFrame } from '../../domain/drafts/warp-frame.ts'
import { Badge } from '../components/badge.tsx'
import { elementId } from '../components/field-id.ts'
import { describeDraft } from './describe-draft.ts'
import { draftWords } from './words.ts'

/** What is cut off is shown around the frame so far: a share of the frame. */
const AROUND = 0.3
const RIM = 0.02

export type ArtworkDraftProps = {
  /** Unique on the page. */
  id: string
  draft: Draft
  artwork: { title: string; picture: string }
  scene: string
  /** The template's picture, and where the frame is on it: as far as that was drawn. */
  room?: { picture: string; corners: Parameters<typeof warpFrame>[1] } | undefined
  children?: Child
}

/**
 * How an artwork will sit in a scene, before a credit is spent: flat in its frame, and in the room
 * where its user has drawn the frame there. Always marked as a draft.
 */
export function ArtworkDraft(props: ArtworkDraftProps) {
  const { draft, artwork, scene, room, children } = props
  const said = describeDraft(draft).join(' ')
  const described = elementId(props.id, 'words')
  const { width, height, isKnown } = draft.frame
  return (
    <figure class="draft" data-announce={said}>
      <div class="draft-pictures">
        {room ? (
          <DraftPicture>
            <RoomDraft {...props} {...room} />
          </DraftPicture>
        ) : null}
        <DraftPicture>
          <FlatDraft
            draft={draft}
            picture={artwork.picture}
            label={draftWords.inFrame(artwork.title, scene)}
            words={described}
          />
        </DraftPicture>
      </div>
      <figcaption class="stack stack-small">
        <p class="small" id={described}>
          {said}
        </p>
        {isKnown ? null : <p class="muted small">{draftWords.unknownFrame(width, height)}</p>}
        {children}
      </figcaption>
    </figure>
  )
}

function DraftPicture({ children }: { children?: Child }) {
  return (
    <div class="draft-picture">
      {children}
      <span class="draft-mark">
        <Badge tone="amber">{draftWords.mark}</Badge>
      </span>
    </div>
  )
}

/** `words`: the id of what it shows, in words. */
type FlatDraftProps = { draft: Draft; picture: string; label: string; words: string }

function FlatDraft({ draft, picture, label, words }: FlatDraftProps) {
  const { frame, placed } = draft
  const { width, height } = frame
  const { x, y, width: placedWidth, height: placedHeight } = placed
  return (
    <svg
      class="draft-flat"
      viewBox={viewOf(draft).join(' ')}
      role="img"
      aria-label={label}
      aria-describedby={words}
    >
      <g class="draft-lost">
        <Print draft={draft} picture={picture} />
      </g>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <rect class="draft-paper" width={width} height={height} />
        <Print draft={draft} picture={picture} />
      </svg>
      <rect
        class="draft-edge"
        {...{ x, y, width: placedWidth, height: placedHeight }}
        transform={turnOf(draft)}
      />
      <rect class="draft-frame" width={width} height={height} />
    </svg>
  )
}

function Print({ draft, picture }: Pick<FlatDraftProps, 'draft' | 'picture'>) {
  const { x, y, width, height } = draft.placed
  return (
    <image
      href={picture}
      {...{ x, y, width, height }}
      preserveAspectRatio="none"
      transform={turnOf(draft)}
    />
  )
}

type RoomDraftProps = Omit<ArtworkDraftProps, 'room'> & NonNullable<ArtworkDraftProps['room']>

function RoomDraft({ id, draft, artwork, scene, picture, corners }: RoomDraftProps) {
  const { width, height } = draft.frame
  const print = elementId(id, 'print')
  return (
    <>
      <img src={picture} alt="" width="400" height="300" loading="lazy" />
      <svg
        class="draft-room"
        viewBox={`0 0 ${ROOM_SIDE} ${ROOM_SIDE}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={draftWords.inRoom(artwork.title, scene)}
      >
        <defs>
          <g id={print}>
            <rect class="draft-paper" width={width} height={height} />
            <Print draft={draft} picture={artwork.picture} />
          </g>
        </defs>
        {warpFrame(draft.frame, corners).map((piece, index) => (
          <RoomPiece piece={piece} print={print} id={elementId(id, index)} />
        ))}
      </svg>
    </>
  )
}

function RoomPiece({ piece, print, id }: { piece: Piece; print: string; id: string }) {
  return (
    <>
      <clipPath id={id}>
        <polygon points={piece.points.map((point) => point.map(short).join()).join(' ')} />
      </clipPath>
      <use
        href={`#${print}`}
        clip-path={`url(#${id})`}
        transform={`matrix(${piece.matrix.map(short).join()})`}
      />
    </>
  )
}

/** The frame, and of what lies around it as much as is worth seeing. */
function viewOf({ frame, placed }: Draft): number[] {
  const corners = cornersOf(placed, placed.rotation)
  const [acrosses, downs] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const span = (values: number[], side: number) => {
    const from = Math.max(-AROUND * side, Math.min(0, ...values)) - RIM * side
    const to = Math.min((1 + AROUND) * side, Math.max(side, ...values)) + RIM * side
    return [from, to - from] as const
  }
  const [left, width] = span(acrosses, frame.width)
  const [top, height] = span(downs, frame.height)
  return [left, top, width, height].map(short)
}

function turnOf({ placed }: Draft): string | undefined {
  const { x, y, width, height, rotation } = placed
  if (rotation === 0) return undefined
  return `rotate(${[rotation, x + width / 2, y + height / 2].map(short).join(' ')})`
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
