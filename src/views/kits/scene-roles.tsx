import { MAX_KIT_SCENES, ROLES } from '../../domain/kits/schemas.ts'
import { roomName } from '../../domain/scenes/room-name.ts'
import { isUsable, type SceneHealth } from '../../domain/templates/scene-health.ts'
import { Badge } from '../components/badge.tsx'
import { FieldSet } from '../components/field.tsx'
import { fieldId } from '../components/field-id.ts'
import { ImageGrid, Tile } from '../components/image-grid.tsx'
import { PickerFilter } from '../components/picker-filter.tsx'
import { Select } from '../components/select.tsx'
import { pluralize } from '../pluralize.ts'
import { HealthBadge } from '../scenes/health-badge.tsx'
import type { KitFormProps, KitScene, KitValues } from './kit-form.tsx'
import { kitsUrl } from './kits-url.ts'
import { roleLabels } from './role-labels.ts'
import { kitFormWords as words } from './words.ts'

type SceneRolesProps = Pick<
  KitFormProps,
  'id' | 'position' | 'scenes' | 'isCut' | 'search' | 'values' | 'errors'
>

/** What the ids of the form's fields begin with. */
export const KIT_SCOPE = 'kit'

/** The scenes to choose from, each with its role in the kit. */
export function SceneRoles(props: SceneRolesProps) {
  const { scenes, isCut, search, values, errors = {} } = props
  const offered = new Set(scenes.map((scene) => scene.scene_key))
  const missing = [...values.roles.keys()].filter((key) => !offered.has(key))
  return (
    <FieldSet
      id={fieldId('scenes', { scope: KIT_SCOPE })}
      label={words.scenes}
      hint={words.scenesHint(MAX_KIT_SCENES)}
      error={errors.scenes}
    >
      {isCut ? <SceneFilter {...props} /> : null}
      <div
        class="results"
        id="kit-scenes"
        data-announce={`${pluralize(scenes.length, 'scene')} shown`}
      >
        <ImageGrid label={words.choices} size="small">
          {missing.map((key) => (
            <SceneTile
              scene={{ scene_key: key, name: roomName(key), picture: null }}
              values={values}
            />
          ))}
          {scenes.map((scene) => (
            <SceneTile scene={scene} values={values} />
          ))}
        </ImageGrid>
        {isCut ? <p class="muted small">{search ? words.matching(search) : words.newest}</p> : null}
      </div>
    </FieldSet>
  )
}

/** Searching loses nothing of what is typed. */
function SceneFilter({ id, search, position }: SceneRolesProps) {
  const href = kitsUrl(position, {}, id ? `/kits/${id}/scenes` : '/kits/scenes')
  return (
    <PickerFilter
      id="kit-scene-filter"
      request={{ 'hx-post': href }}
      include="closest form"
      target="kit-scenes"
      search={{ name: 'scene_search', label: words.search, value: search, scope: KIT_SCOPE }}
      inUrl={false}
      formaction={href}
      isBesideSubmit
    />
  )
}

type SceneTileProps = {
  /** Without its health where there is no such scene any more. */
  scene: Pick<KitScene, 'scene_key' | 'name' | 'picture'> & Partial<SceneHealth>
  values: KitValues
}

function SceneTile({ scene: { scene_key, name, picture, health }, values }: SceneTileProps) {
  return (
    <Tile
      picture={{ src: picture, alt: '', ratio: 'landscape', fit: 'cover', placeholder: 'scene' }}
      title={name}
      badges={
        health === undefined ? (
          <Badge tone="red">{words.gone}</Badge>
        ) : isUsable({ health }) ? null : (
          <HealthBadge health={health} />
        )
      }
    >
      <Select
        name={`role:${scene_key}`}
        label={words.roleOf(name)}
        hideLabel
        scope={KIT_SCOPE}
        value={values.roles.get(scene_key)}
        emptyLabel={words.notInKit}
        options={ROLES.map((role) => ({ value: role, label: roleLabels[role] }))}
      />
    </Tile>
  )
}
