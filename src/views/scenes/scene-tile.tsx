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
import { VisuallyHidden } from '../components/visually-hidden.tsx'
import { formatNumber } from '../format-number.ts'
import { drawScene } from './draw-scene.ts'
import { HealthBadge } from './health-badge.tsx'
import { type ScenesPlace, scenesUrl } from './scenes-url.ts'
import { autopilotWords, sceneWords as words } from './words.ts'

/** The picture of its template, as a link. */
type Pictured = { picture: string | null }

export type ShownScene = CheckedScene & Pictured
/** `workId` is the id of the own scene that a change of it makes. */
export type ShownSystemScene = SystemScene & Pictured & { workId: string }

/** A scene of the user's own: everything about it can be changed. */
export function SceneTile({
  scene,
  collections,
  place,
}: {
  scene: ShownScene
  collections: Collections
  place: ScenesPlace
}) {
  const { id, name, is_active, health, scene_key } = scene
  const edit = scenesUrl(place, { edit: id })
  return (
    <Frame scene={scene} collections={collections} href={edit}>
      {health === 'broken' ? (
        <ButtonLink href={`/scenes/import?for=${scene_key}`} size="small" variant="primary">
          {words.chooseTemplate}
        </ButtonLink>
      ) : null}
      <ButtonLink href={edit} size="small" about={name}>
        {words.edit}
      </ButtonLink>
      <ActionForm
        action={scenesUrl(place, {}, `/scenes/${id}/${is_active ? 'switch-off' : 'switch-on'}`)}
        size="small"
        variant="quiet"
        results="results"
        about={name}
      >
        {is_active ? words.switchOff : words.switchOn}
      </ActionForm>
      <ConfirmButton
        id={elementId('delete', id)}
        label={words.delete}
        about={name}
        title={words.deleteTitle(name)}
        action={scenesUrl(place, {}, `/scenes/${id}/delete`)}
        results="results"
        size="small"
        variant="quiet"
      >
        <p>{words.deleteText}</p>
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
  const { id, name, health, scene_key, replacement, workId } = scene
  const change = replacement ? `/scenes?edit=${replacement.id}` : `/scenes?add=${workId}&from=${id}`
  return (
    <Frame scene={scene} collections={collections} isReplaced={replacement?.is_active}>
      {health === 'unmapped' && !replacement ? (
        <ButtonLink
          href={`/scenes/import?for=${scene_key}`}
          size="small"
          variant="primary"
          about={name}
        >
          {words.chooseTemplate}
        </ButtonLink>
      ) : (
        <>
          <ButtonLink href={`/generate?scene=${scene_key}`} size="small" about={name}>
            {words.generate}
          </ButtonLink>
          <ButtonLink href={change} size="small" variant="quiet" about={name}>
            {replacement ? words.editYours : words.customize}
          </ButtonLink>
        </>
      )}
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
        alt: picture ? words.roomOf(name) : '',
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
        {words.template(template?.name ?? scene.dm_template_id)}
        {size ? ` · ${formatNumber(size.width)} × ${formatNumber(size.height)} px` : ''}
      </p>
      <p class="muted small">
        {autopilotWords.standing(scene.standing?.approved ?? 0, scene.standing?.decided ?? 0)} ·{' '}
        <a href={`/scenes/${scene_key}/autopilot`}>
          {autopilotWords.change}
          <VisuallyHidden> {name}</VisuallyHidden>
        </a>
      </p>
      <p class="muted small">
        <code>{scene_key}</code>
        {scene.is_system ? '' : ` · ${words.version(scene.version)}`}
      </p>
    </Tile>
  )
}

function Badges({ scene, collections, isReplaced }: Omit<FrameProps, 'href' | 'children'>) {
  return (
    <>
      {isReplaced ? (
        <Badge tone="teal">{words.yoursIsUsed}</Badge>
      ) : (
        <HealthBadge health={scene.health} />
      )}
      {scene.is_active ? null : <Badge>{words.off}</Badge>}
      <AutopilotBadge scene={scene} />
      {scene.recommended_collections.map((key) => (
        <CollectionBadge of={key} collections={collections} />
      ))}
    </>
  )
}

function AutopilotBadge({ scene }: { scene: ShownScene }) {
  const { auto_approve, fell_back_at } = scene.standing?.autopilot ?? {}
  if (fell_back_at) return <Badge tone="amber">{autopilotWords.stopped}</Badge>
  return auto_approve ? <Badge tone="sage">{autopilotWords.isOn}</Badge> : null
}
