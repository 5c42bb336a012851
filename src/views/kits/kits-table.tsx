import type { Kit } from '../../domain/kits/get-kit.ts'
import { ROLES } from '../../domain/kits/schemas.ts'
import { roomName } from '../../domain/scenes/room-name.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { Cluster } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Icon } from '../components/icon.tsx'
import type { KitFormProps, KitScene } from './kit-form.tsx'
import { kitsUrl } from './kits-url.ts'
import { roleLabels } from './role-labels.ts'
import { kitWords as words } from './words.ts'

type KitsTableProps = { kits: readonly Kit[]; scenes: readonly KitScene[] } & Pick<
  KitFormProps,
  'collections' | 'position'
>

export function KitsTable({ kits, scenes, collections, position }: KitsTableProps) {
  const known = new Map(scenes.map((scene) => [scene.scene_key, scene]))
  const columns: Column<Kit>[] = [
    { key: 'name', header: words.kit, primary: true, cell: ({ name }) => name },
    { key: 'scenes', header: words.scenes, cell: (kit) => <Scenes kit={kit} known={known} /> },
    {
      key: 'default_for',
      header: words.defaultKitOf,
      cell: (kit) => <DefaultFor kit={kit} collections={collections} />,
    },
    {
      key: 'actions',
      header: words.actions,
      hideHeader: true,
      cell: (kit) => <Actions kit={kit} position={position} />,
    },
  ]
  return (
    <DataTable
      caption={words.title}
      columns={columns}
      rows={kits}
      rowId={(kit) => elementId('kit', kit.id)}
    />
  )
}

function Scenes({ kit, known }: { kit: Kit; known: ReadonlyMap<string, KitScene> }) {
  return (
    <div class="stack stack-small">
      {ROLES.map((role) => {
        const ofRole = kit.scenes.filter((scene) => scene.role === role)
        if (ofRole.length === 0) return null
        const listed = ofRole.map(
          ({ scene_key }) => known.get(scene_key)?.name ?? roomName(scene_key),
        )
        return (
          <p>
            <span class="muted">{roleLabels[role]}</span> {listed.join(', ')}
          </p>
        )
      })}
      <Missing kit={kit} known={known} />
    </div>
  )
}

/** The scenes that cannot be rendered, and why where they are there. */
function Missing({ kit, known }: { kit: Kit; known: ReadonlyMap<string, KitScene> }) {
  const missing = kit.scenes.filter(({ scene_key }) => {
    const scene = known.get(scene_key)
    return !scene || !isUsable(scene)
  })
  if (missing.length === 0) return null
  const keys = missing.map(({ scene_key }) => scene_key)
  const reasons = keys.flatMap((key) => known.get(key)?.reason ?? [])
  const sentences = [words.notFoundScenes(keys), ...reasons, words.othersContinue]
  return (
    <p class="field-error">
      <Icon name="warning" class="icon-small" />
      {sentences.join(' ')}
    </p>
  )
}

function DefaultFor({ kit, collections }: { kit: Kit } & Pick<KitFormProps, 'collections'>) {
  if (kit.default_for.length === 0) return <span class="muted">–</span>
  return (
    <Cluster>
      {kit.default_for.map((key) => (
        <CollectionBadge of={key} collections={collections} />
      ))}
    </Cluster>
  )
}

function Actions({ kit: { id, name }, position }: { kit: Kit } & Pick<KitFormProps, 'position'>) {
  return (
    <Cluster>
      <ButtonLink href={`/generate?kit=${id}`} size="small" about={name}>
        {words.generate}
      </ButtonLink>
      <ButtonLink href={kitsUrl(position, { edit: id })} size="small" variant="quiet" about={name}>
        {words.edit}
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', id)}
        label={words.delete}
        about={name}
        results="results"
        title={words.deleteTitle(name)}
        action={kitsUrl(position, {}, `/kits/${id}/delete`)}
        size="small"
        variant="quiet"
      >
        <p>{words.deleteText}</p>
      </ConfirmButton>
    </Cluster>
  )
}
