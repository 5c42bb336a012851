import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { elementId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { mockupPicture, type ShownMockup } from '../mockups/mockup-tile.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { artworkWords as words } from './words.ts'

export type ArtworkMockups = {
  /** The newest, and how many there are. */
  rows: readonly ShownMockup[]
  total: number
  names: SceneNames
}

type MockupsBySceneProps = ArtworkMockups & { assetId: string; now: number }

/** The newest mockup of each scene, by the scene's name; older ones are found in the gallery. */
export function MockupsByScene({ rows, total, names, assetId, now }: MockupsBySceneProps) {
  if (rows.length === 0) {
    return (
      <div class="cluster">
        <p class="muted">{words.noMockups}</p>
        <ButtonLink href={`/generate?asset=${assetId}`} size="small">
          {words.generate}
        </ButtonLink>
      </div>
    )
  }
  const byScene = [...Map.groupBy(rows, ({ mockup }) => mockup.scene)]
    .map(([key, ofScene]) => ({ scene: sceneLabel(names, key), ofScene }))
    .toSorted((one, other) => one.scene.localeCompare(other.scene, 'en', { numeric: true }))
  return (
    <div class="stack">
      <ImageGrid label={words.mockups} size="small">
        {byScene.map(({ scene, ofScene }) => (
          <SceneTile {...{ scene, ofScene, now }} />
        ))}
      </ImageGrid>
      {total > byScene.length ? (
        <p>
          <a href={`/mockups?assetId=${assetId}`}>{words.allMockups}</a>
        </p>
      ) : null}
    </div>
  )
}

type SceneTileProps = { scene: string; ofScene: readonly ShownMockup[]; now: number }

function SceneTile({ scene, ofScene, now }: SceneTileProps) {
  const [newest, ...older] = ofScene
  if (!newest) return null
  const { mockup } = newest
  return (
    <Tile
      id={elementId('mockup', mockup.id)}
      picture={mockupPicture(newest, scene)}
      title={scene}
      href={`/mockups/${mockup.id}`}
      badges={
        <>
          <MockupStatusBadge status={mockup.status} />
          {mockup.stale ? <Badge tone="amber">{words.outdated}</Badge> : null}
        </>
      }
      meta={
        <>
          <TimeAgo at={mockup.created_at} now={now} />
          {older.length > 0 ? ` · ${words.older(older.length)}` : null}
        </>
      }
    />
  )
}
