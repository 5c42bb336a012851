import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { drawScene } from './draw-scene.ts'

export type ShownScene = {
  id: string
  scene_key: string
  name: string
  description: string
  dm_template_id: string
  config: { smart_object?: string; default_size?: { width: number; height: number }; fit?: string }
  is_system: boolean
  is_active: boolean
  version: number
  recommended_collections: readonly string[]
  /** A picture made in it, as a link. */
  picture: string | null
  /** The id of the user's own version, where they make one. */
  workId: string
  /** Of a system scene: an own one has its key; whether that one is in use. */
  replacedBy?: 'active' | 'inactive'
}

type SceneTileProps = { scene: ShownScene; collections: Collections }

export function SceneTile({ scene, collections }: SceneTileProps) {
  const { id, name, config, picture, scene_key, is_system } = scene
  const size = config.default_size
  return (
    <Tile
      id={elementId('scene', id)}
      picture={{
        src: picture ?? drawScene(scene_key, size),
        alt: picture ? `The room of the scene ${name}` : '',
        width: 400,
        height: 300,
        ratio: 'landscape',
        fit: 'cover',
      }}
      title={name}
      href={is_system ? undefined : `/scenes?edit=${id}`}
      badges={<Badges scene={scene} collections={collections} />}
      actions={is_system ? <SystemActions scene={scene} /> : <OwnActions scene={scene} />}
    >
      {scene.description ? <p class="small">{scene.description}</p> : null}
      <p class="muted small">
        <code>{scene_key}</code> · template <code>{scene.dm_template_id}</code>
        {size ? ` · ${size.width} × ${size.height} px` : ''}
        {is_system ? '' : ` · version ${scene.version}`}
      </p>
    </Tile>
  )
}

function Badges({ scene, collections }: SceneTileProps) {
  return (
    <>
      {scene.is_active ? null : <Badge>Switched off</Badge>}
      {scene.replacedBy === 'active' ? <Badge tone="teal">Yours is used instead</Badge> : null}
      {scene.recommended_collections.map((key) => (
        <CollectionBadge of={key} collections={collections} />
      ))}
    </>
  )
}

function SystemActions({ scene }: { scene: ShownScene }) {
  return (
    <>
      <ButtonLink href={`/generate?scene=${scene.scene_key}`} size="small">
        Generate
      </ButtonLink>
      {scene.replacedBy ? null : (
        <ActionForm
          action={`/scenes/${scene.id}/copy`}
          values={{ work_id: scene.workId }}
          size="small"
          variant="quiet"
        >
          Make your own version
        </ActionForm>
      )}
    </>
  )
}

function OwnActions({ scene }: { scene: ShownScene }) {
  const { id, name, is_active } = scene
  return (
    <>
      <ButtonLink href={`/scenes?edit=${id}`} size="small">
        Edit
      </ButtonLink>
      <ActionForm
        action={`/scenes/${id}/${is_active ? 'switch-off' : 'switch-on'}`}
        size="small"
        variant="quiet"
        results="results"
      >
        {is_active ? 'Switch off' : 'Switch on'}
      </ActionForm>
      <ConfirmButton
        id={elementId('delete', id)}
        label="Delete"
        title={`Delete “${name}”?`}
        action={`/scenes/${id}/delete`}
        size="small"
        variant="quiet"
      >
        <p>
          Mockups made in it stay. Where the system has a scene with the same key, that one is used
          again. To keep it unused, switch it off.
        </p>
      </ConfirmButton>
    </>
  )
}
