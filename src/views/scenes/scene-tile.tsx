import type { Child } from 'hono/jsx'
import type { CheckedScene } from '../../domain/scenes/checked-scene.ts'
import type { SystemScene } from '../../domain/scenes/list-scene-library.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import type { Collections } from '../components/collections.ts'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { elementId } from '../components/field-id.ts'
import { Tile } from '../components/image-grid.tsx'
import { drawScene } from './draw-scene.ts'
import { HealthBadge } from './health-badge.tsx'

/** The picture of its template, as a link. */
type Pictured = { picture: string | null }

export type ShownScene = CheckedScene & Pictured
/** `workId` is the id of the own scene that a change of it makes. */
export type ShownSystemScene = SystemScene & Pictured & { workId: string }

/** A scene of the user's own: everything about it can be changed. */
export function SceneTile({ scene, collections }: { scene: ShownScene; collections: Collections }) {
  const { id, name, is_active, health, scene_key } = scene
  return (
    <Frame scene={scene} collections={collections} href={`/scenes?edit=${id}`}>
      {health === 'broken' ? (
        <ButtonLink href={`/scenes/import?for=${scene_key}`} size="small" variant="primary">
          Choose another template
        </ButtonLink>
      ) : null}
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
    </Frame>
  )
}

/** A scene of the system: a change of it is saved as one of the user's own. */
export function SystemSceneTile({
  scene,
  collections,
}: {
  scene: ShownSystemScene
  collections: Collections
}) {
  const { id, health, scene_key, replacement, workId } = scene
  const change = replacement ? `/scenes?edit=${replacement.id}` : `/scenes?add=${workId}&from=${id}`
  return (
    <Frame scene={scene} collections={collections} isReplaced={replacement?.is_active}>
      {health === 'unmapped' && !replacement ? (
        <ButtonLink href={`/scenes/import?for=${scene_key}`} size="small" variant="primary">
          Choose a template
        </ButtonLink>
      ) : (
        <ButtonLink href={`/generate?scene=${scene_key}`} size="small">
          Generate
        </ButtonLink>
      )}
      <ButtonLink href={change} size="small" variant="quiet">
        {replacement ? 'Edit yours' : 'Change'}
      </ButtonLink>
    </Frame>
  )
}

type FrameProps = {
  scene: ShownScene
  collections: Collections
  href?: string
  isReplaced?: boolean
  children: Child
}

function Frame({ scene, collections, href, isReplaced, children }: FrameProps) {
  const { id, name, config, picture, scene_key, template, reason } = scene
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
      href={href}
      badges={<Badges scene={scene} collections={collections} isReplaced={isReplaced} />}
      actions={children}
    >
      {reason && scene.health !== 'unknown' ? <p class="small">{reason}</p> : null}
      {scene.description ? <p class="small">{scene.description}</p> : null}
      <p class="muted small">
        <code>{scene_key}</code> · template {template?.name ?? <code>{scene.dm_template_id}</code>}
        {size ? ` · ${size.width} × ${size.height} px` : ''}
        {scene.is_system ? '' : ` · version ${scene.version}`}
      </p>
    </Tile>
  )
}

function Badges({ scene, collections, isReplaced }: Omit<FrameProps, 'href' | 'children'>) {
  return (
    <>
      {isReplaced ? (
        <Badge tone="teal">Yours is used instead</Badge>
      ) : (
        <HealthBadge health={scene.health} />
      )}
      {scene.is_active ? null : <Badge>Switched off</Badge>}
      {scene.recommended_collections.map((key) => (
        <CollectionBadge of={key} collections={collections} />
      ))}
    </>
  )
}
