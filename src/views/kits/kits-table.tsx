import type { Kit } from '../../domain/kits/get-kit.ts'
import { ROLES } from '../../domain/kits/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { ButtonLink } from '../components/button.tsx'
import { CollectionBadge } from '../components/collection-badge.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { elementId } from '../components/field-id.ts'
import { Icon } from '../components/icon.tsx'
import type { KitFormProps } from './kit-form.tsx'
import { roleLabels } from './role-labels.ts'

type KitsTableProps = { kits: readonly Kit[] } & Pick<KitFormProps, 'scenes' | 'collections'>

export function KitsTable({ kits, scenes, collections }: KitsTableProps) {
  const names = new Map(scenes.map((scene) => [scene.scene_key, scene.name]))
  const columns: Column<Kit>[] = [
    { key: 'name', header: 'Kit', primary: true, cell: ({ name }) => name },
    { key: 'scenes', header: 'Scenes', cell: (kit) => <Scenes kit={kit} names={names} /> },
    {
      key: 'default_for',
      header: 'Default kit of',
      cell: (kit) => <DefaultFor kit={kit} collections={collections} />,
    },
    {
      key: 'actions',
      header: 'Actions',
      hideHeader: true,
      cell: (kit) => <Actions kit={kit} />,
    },
  ]
  return (
    <DataTable
      caption="Kits"
      columns={columns}
      rows={kits}
      rowId={(kit) => elementId('kit', kit.id)}
    />
  )
}

function Scenes({ kit, names }: { kit: Kit; names: ReadonlyMap<string, string> }) {
  const missing = kit.scenes.filter((scene) => !names.has(scene.scene_key))
  return (
    <div class="stack stack-small">
      {ROLES.map((role) => {
        const ofRole = kit.scenes.filter((scene) => scene.role === role)
        if (ofRole.length === 0) return null
        const listed = ofRole.map(({ scene_key }) => names.get(scene_key) ?? scene_key)
        return (
          <p>
            <span class="muted">{roleLabels[role]}</span> {listed.join(', ')}
          </p>
        )
      })}
      {missing.length > 0 ? (
        <p class="field-error">
          <Icon name="warning" class="icon-small" />
          Scene template not found: {missing.map((scene) => scene.scene_key).join(', ')}. The other
          scenes of the kit go on.
        </p>
      ) : null}
    </div>
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

function Actions({ kit: { id, name } }: { kit: Kit }) {
  return (
    <Cluster>
      <ButtonLink href={`/generate?kit=${id}`} size="small">
        Generate
      </ButtonLink>
      <ButtonLink href={`/kits?edit=${id}`} size="small" variant="quiet">
        Edit
      </ButtonLink>
      <ConfirmButton
        id={elementId('delete', id)}
        label="Delete"
        title={`Delete “${name}”?`}
        action={`/kits/${id}/delete`}
        size="small"
        variant="quiet"
      >
        <p>Its scenes stay, and so do mockups and products that were made with it.</p>
      </ConfirmButton>
    </Cluster>
  )
}
