import type { SceneHealth } from '../../domain/templates/scene-health.ts'

type Props = {
  scene: Pick<SceneHealth, 'health'> & { id: string; scene_key: string; name: string }
}

/** The links that give a scene what it lacks to be rendered. */
export function MendScene({ scene: { id, scene_key, name, health } }: Props) {
  const of = <span class="visually-hidden"> for {name}</span>
  return (
    <>
      <a class="small" href={`/scenes/import?for=${encodeURIComponent(scene_key)}`}>
        {health === 'broken' ? 'Choose another template' : 'Choose a template'}
        {of}
      </a>
      {health === 'broken' ? (
        <a class="small" href={`/scenes?edit=${id}`}>
          Edit<span class="visually-hidden"> {name}</span>
        </a>
      ) : null}
    </>
  )
}
