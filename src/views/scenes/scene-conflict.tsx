import { type Collections, collectionName } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { SCENE_FIELDS, SCENE_LABELS, type SceneField } from './scene-labels.ts'
import { sceneFormWords as words } from './words.ts'

type Typed = { values: Partial<Record<SceneField, string>>; collections: readonly string[] }

export type StoredScene = Typed & { id: string; version: number }

export type SceneConflictProps = {
  kind: 'changed' | 'exists'
  yours: Typed
  now: StoredScene
  offered: Collections
}

/** Why a scene was not saved: what was typed and what is stored. */
export function SceneConflict({ kind, yours, now, offered }: SceneConflictProps) {
  const names = SCENE_FIELDS.filter((name) => kind === 'exists' || name !== 'scene_key')
  const collectionsOf = ({ collections }: Typed) =>
    collections
      .map((key) => collectionName(offered, key))
      .toSorted()
      .join(', ')
  return (
    <ConflictNotice
      kind={kind}
      title={kind === 'changed' ? words.changedMeanwhile : words.addedAlready}
      href={`/scenes?edit=${now.id}`}
      fields={[
        ...names.map((name) => ({
          label: SCENE_LABELS[name],
          yours: yours.values[name],
          now: now.values[name],
        })),
        { label: words.recommended, yours: collectionsOf(yours), now: collectionsOf(now) },
      ]}
    />
  )
}
