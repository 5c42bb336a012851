import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { isDecidable } from '../../domain/review/decide-mockups.ts'
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
  /** The id of the form that decides about several; without it the tile cannot be selected. */
  form?: string
  /** Its page, within the list. */
  href?: string
  /** How many runs on this page have asked for this very picture. */
  runs?: number
}

/** One mockup in the gallery. */
export function MockupTile({ view, names, now, form, href, runs = 1 }: MockupTileProps) {
  const { mockup, asset } = view
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
          {runs > 1 ? <Badge>{words.inRuns(runs)}</Badge> : null}
        </>
      }
      meta={
        <>
          {scene} · <TimeAgo at={mockup.created_at} now={now} />
        </>
      }
      select={
        form && isDecidable(mockup.status)
          ? { name: 'id', value: mockup.id, label, form }
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
