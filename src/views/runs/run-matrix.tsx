import type { MockupView } from '../../domain/mockups/select-mockup-views.ts'
import { elementId } from '../components/field-id.ts'
import { Icon } from '../components/icon.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { type SceneNames, sceneWords } from '../mockups/scene-words.ts'
import { PairWords } from './pair-words.tsx'

export type ShownPair = MockupView & { picture: string | null }
export type MatrixRow = {
  asset: MockupView['asset'] & { picture: string | null }
  pairs: ReadonlyMap<string, ShownPair>
}

export type RunMatrixProps = {
  rows: readonly MatrixRow[]
  scenes: readonly string[]
  unknownScenes: readonly string[]
  names: SceneNames
  now: number
}

/** Artworks down, scenes across; on a phone each artwork is followed by its rooms. */
export function RunMatrix({ rows, scenes, unknownScenes, names, now }: RunMatrixProps) {
  return (
    <table class="pair-matrix">
      <caption class="visually-hidden">Every artwork in every scene</caption>
      <thead>
        <tr>
          <th scope="col">Artwork</th>
          {scenes.map((scene) => (
            <th scope="col">{sceneWords(names, scene)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ asset, pairs }) => (
          <tr id={elementId('artwork', asset.id)}>
            <th scope="row">
              <span class="pair-artwork">
                <Thumb src={asset.picture} alt="" ratio="portrait" />
                <span>{asset.title}</span>
              </span>
            </th>
            {scenes.map((scene) => (
              <td data-label={sceneWords(names, scene)}>
                <Pair
                  pair={pairs.get(scene)}
                  scene={sceneWords(names, scene)}
                  unknown={unknownScenes.includes(scene)}
                  now={now}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type PairProps = { pair: ShownPair | undefined; scene: string; unknown: boolean; now: number }

function Pair({ pair, scene, unknown, now }: PairProps) {
  if (!pair) {
    return (
      <span class="pair-none muted small">
        {unknown ? 'No template for this scene' : 'Not in this run, or deleted'}
      </span>
    )
  }
  const { mockup, asset, picture } = pair
  const waiting = mockup.status === 'pending' || mockup.status === 'generating'
  return (
    <a class="pair" id={elementId('pair', mockup.id)} href={`/mockups/${mockup.id}`}>
      <Thumb
        src={picture}
        alt={`${asset.title}, ${scene}`}
        width={mockup.width}
        height={mockup.height}
        ratio="landscape"
        fit="cover"
        busy={waiting}
        placeholder={mockup.status === 'failed' ? 'warning' : 'picture'}
      />
      <span class="cluster cluster-tight">
        <MockupStatusBadge status={mockup.status} />
        {mockup.reused_from ? (
          <span class="small muted">
            <Icon name="retry" class="icon-small" />
            Reused
          </span>
        ) : null}
      </span>
      <PairWords mockup={mockup} now={now} />
    </a>
  )
}
