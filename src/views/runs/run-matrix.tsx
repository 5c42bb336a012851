import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import type { RunPair } from '../../domain/runs/get-run.ts'
import { isUnfinished } from '../../domain/runs/run-progress.ts'
import { elementId } from '../components/field-id.ts'
import { Icon } from '../components/icon.tsx'
import { MockupStatusBadge } from '../components/status-badge.tsx'
import { Thumb } from '../components/thumb.tsx'
import { type SceneNames, sceneLabel } from '../mockups/scene-label.ts'
import { PairNote } from './pair-note.tsx'
import { runWords } from './words.ts'

export type ShownPair = RunPair & { asset: MockupView['asset']; thumbnail: string | null }
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
      <caption class="visually-hidden">{runWords.matrix}</caption>
      <thead>
        <tr>
          <th scope="col">{runWords.artwork}</th>
          {scenes.map((scene) => (
            <th scope="col">{sceneLabel(names, scene)}</th>
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
              <td data-label={sceneLabel(names, scene)}>
                <Pair
                  pair={pairs.get(scene)}
                  scene={sceneLabel(names, scene)}
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

/** It shows a picture that it has not paid for. */
function isShared({ mockup }: ShownPair): boolean {
  return mockup.credits_used === 0 && mockup.status !== 'failed'
}

function Pair({ pair, scene, unknown, now }: PairProps) {
  if (!pair) {
    return (
      <span class="pair-none muted small">{unknown ? runWords.noTemplate : runWords.notInRun}</span>
    )
  }
  const { mockup, asset, picture, thumbnail } = pair
  const waiting = isUnfinished(mockup.status)
  return (
    <a class="pair" id={elementId('pair', mockup.id)} href={`/mockups/${mockup.id}`}>
      <span class="pair-picture">
        <Thumb
          src={thumbnail}
          alt={`${asset.title}, ${scene}`}
          width={picture.width}
          height={picture.height}
          ratio="landscape"
          fit="cover"
          busy={waiting}
          placeholder={mockup.status === 'failed' ? 'warning' : 'picture'}
        />
        {/* In the room of the picture that is not there: nothing moves when either comes. */}
        <PairNote view={pair} now={now} />
      </span>
      <span class="pair-status">
        <MockupStatusBadge status={mockup.status} />
        {isShared(pair) ? (
          <span class="small muted">
            <Icon name="retry" class="icon-small" />
            {runWords.reused}
          </span>
        ) : null}
      </span>
    </a>
  )
}
