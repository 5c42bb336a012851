import { ConflictNotice } from '../components/conflict-notice.tsx'
import { collectionLabels } from '../components/status-labels.ts'
import { SCENE_FIELDS, SCENE_LABELS, type SceneField } from './scene-labels.ts'

export const COLLECTION_CHOICES = Object.entries(collectionLabels).map(([value, { label }]) => ({
  value,
  label,
}))

type Typed = { values: Partial<Record<SceneField, string>>; collections: readonly string[] }

export type StoredScene = Typed & { id: string; version: number }

export type SceneConflictProps = { kind: 'changed' | 'exists'; yours: Typed; now: StoredScene }

/** Why a scene was not saved: what was typed and what is stored. */
export function SceneConflict({ kind, yours, now }: SceneConflictProps) {
  const names = SCENE_FIELDS.filter((name) => kind === 'exists' || name !== 'scene_key')
  const collectionsOf = ({ collections }: Typed) =>
    COLLECTION_CHOICES.filter(({ value }) => collections.includes(value))
      .map(({ label }) => label)
      .join(', ')
  return (
    <ConflictNotice
      kind={kind}
      title={
        kind === 'changed' ? 'This scene was changed meanwhile' : 'This scene was added already'
      }
      href={`/scenes?edit=${now.id}`}
      fields={[
        ...names.map((name) => ({
          label: SCENE_LABELS[name],
          yours: yours.values[name],
          now: now.values[name],
        })),
        { label: 'Recommended for', yours: collectionsOf(yours), now: collectionsOf(now) },
      ]}
    />
  )
}
