import type { SceneHealth } from '../../domain/templates/scene-health.ts'
import { generateWords } from './words.ts'

type Props = {
  scene: Pick<SceneHealth, 'health'> & { id: string; scene_key: string; name: string }
}

/** The links that give a scene what it lacks to be rendered. */
export function MendScene({ scene: { id, scene_key, name, health } }: Props) {
  const of = <span class="visually-hidden">{generateWords.forScene(name)}</span>
  return (
    <>
      <a class="small" href={`/scenes/import?for=${encodeURIComponent(scene_key)}`}>
        {health === 'broken' ? generateWords.chooseOther : generateWords.chooseTemplate}
        {of}
      </a>
      {health === 'broken' ? (
        <a class="small" href={`/scenes?edit=${id}`}>
          {generateWords.edit}
          <span class="visually-hidden"> {name}</span>
        </a>
      ) : null}
    </>
  )
}
