import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { Badge } from '../components/badge.tsx'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { type SceneNames, sceneLabel } from './scene-label.ts'
import { mockupWords as words } from './words.ts'

export type ShownMockup = MockupView & { thumbnail: string | null }

export type MockupTileProps = {
  view: ShownMockup
  names: SceneNames
  now: number
  /** The id of the form that changes several; without it the tile cannot be selected. */
  form?: string
  /** Its page, within the list. */
  href?: string
  /** Mockups on this page that show the same picture, for other runs. */
  others?: readonly ShownMockup[]
}

/** One mockup in the gallery. */
export function MockupTile({ view, names, now, form, href, others = [] }: MockupTileProps) {
  const { mockup, asset, picture, sample } = view
  const ids = [mockup.id, ...others.map((other) => other.mockup.id)]
  const rows = ids.length
  const scene = sceneLabel(names, mockup.scene)
  const label = words.name(asset.title, scene)
  return (
    <Tile
      id={elementId('mockup', mockup.id)}
      picture={mockupPicture(view, label)}
      title={asset.title}
      href={href ?? `/mockups/${mockup.id}`}
      badges={
        <>
          <MockupStatusBadge status={mockup.status} />
          {mockup.stale ? <Badge tone="amber">{words.outdated}</Badge> : null}
          {sample ? <Badge tone="teal">{words.sample}</Badge> : null}
          {picture.edition ? <Badge>{words.again}</Badge> : null}
          {rows > 1 ? <Badge>{words.inRuns(rows)}</Badge> : null}
        </>
      }
      meta={
        <>
          {scene} · <TimeAgo at={mockup.created_at} now={now} />
          {mockup.quality_score === null ? null : ` · ${words.scored(mockup.quality_score)}`}
        </>
      }
      select={
        form && !isUnfinished(mockup.status)
          ? { name: 'id', value: ids.join(','), label, form, rows }
          : undefined
      }
    />
  )
}

/** The picture of a mockup's tile, or what is shown in its place. */
export function mockupPicture({ mockup, picture, thumbnail }: ShownMockup, alt: string) {
  return {
    src: thumbnail,
    alt,
    width: picture.width,
    height: picture.height,
    ratio: 'landscape',
    fit: 'cover',
    busy: isUnfinished(mockup.status),
    placeholder: mockup.status === 'failed' ? 'warning' : 'picture',
  } as const
}
