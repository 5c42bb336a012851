import type { Kit } from '../../domain/kits/get-kit.ts'
import { MAX_KIT_NAME_CHARACTERS } from '../../domain/kits/schemas.ts'
import type { SceneHealth } from '../../domain/templates/scene-health.ts'
import type { Position } from '../../paging.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { type Collections, collectionName, collectionOptions } from '../components/collections.ts'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { TextField } from '../components/text-field.tsx'
import { sceneLabel } from '../mockups/scene-label.ts'
import { kitsUrl } from './kits-url.ts'
import { roleOf } from './role-labels.ts'
import { KIT_SCOPE, SceneRoles } from './scene-roles.tsx'
import { kitWords, kitFormWords as words } from './words.ts'

/** A scene to choose from, with its health. */
export type KitScene = SceneHealth & { scene_key: string; name: string; picture: string | null }

export type KitValues = {
  name: string
  default_for: readonly string[]
  /** Of the scenes in it, by key. */
  roles: ReadonlyMap<string, string>
}

export type KitFormProps = {
  /** The kit that is edited, and the version that was read; without it a new one is added. */
  id?: string
  version?: number
  /** The id of the one that is added. */
  workId: string
  values: KitValues
  errors?: Readonly<Record<string, string>>
  /** Why the form was not saved: what is stored by now. */
  conflict?: { kind: 'changed' | 'exists'; now: Kit }
  /** Those that are switched on: all, or what is in the kit and some of the others. */
  scenes: readonly KitScene[]
  /** There are others, which can be searched for. */
  isCut: boolean
  search?: string
  collections: Collections
  /** Where in the list the form was opened. */
  position: Position
}

export function KitForm(props: KitFormProps) {
  const { id, version, workId, values, errors = {}, conflict, collections, position } = props
  const pathOf = (edited: string) => kitsUrl(position, {}, `/kits/${edited}`)
  const title = id ? words.edit : words.add
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Card id="kit" title={title}>
      <ErrorSummary errors={summary} scope={KIT_SCOPE} />
      <KitConflict {...props} />
      <Form action={id ? pathOf(id) : kitsUrl(position)} label={title} warnUnsaved>
        <FormIdentity workId={id ? undefined : workId} version={conflict?.now.version ?? version} />
        <TextField
          name="name"
          label={words.name}
          required
          maxlength={MAX_KIT_NAME_CHARACTERS}
          scope={KIT_SCOPE}
          value={values.name}
          error={errors.name}
        />
        <SceneRoles {...props} />
        <CheckboxGroup
          name="default_for"
          label={kitWords.defaultKitOf}
          hint={words.defaultHint}
          inline
          scope={KIT_SCOPE}
          choices={collectionOptions(collections)}
          values={values.default_for}
          error={errors.default_for}
        />
        <FormActions>
          <Button variant="primary">
            {id ? words.save : conflict ? words.addAnother : words.addKit}
          </Button>
          {conflict?.kind === 'exists' ? (
            <Button formaction={pathOf(conflict.now.id)}>{words.saveToExisting}</Button>
          ) : null}
          <ButtonLink href={kitsUrl(position)} variant="quiet">
            {words.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  )
}

function KitConflict({ conflict, values, scenes, collections, position }: KitFormProps) {
  if (!conflict) return null
  const { kind, now } = conflict
  const names = new Map(scenes.map((scene) => [scene.scene_key, scene.name]))
  const scenesOf = (roles: Iterable<readonly [string, string]>) =>
    [...roles]
      .map(([key, role]) => `${sceneLabel(names, key)} (${roleOf(role)})`)
      .toSorted()
      .join(', ')
  const collectionsOf = (keys: readonly string[]) =>
    keys
      .map((key) => collectionName(collections, key))
      .toSorted()
      .join(', ')
  return (
    <ConflictNotice
      kind={kind}
      title={kind === 'changed' ? words.changedMeanwhile : words.addedAlready}
      href={kitsUrl(position, { edit: now.id })}
      fields={[
        { label: words.name, yours: values.name, now: now.name },
        {
          label: words.scenes,
          yours: scenesOf(values.roles),
          now: scenesOf(now.scenes.map(({ scene_key, role }) => [scene_key, role] as const)),
        },
        {
          label: kitWords.defaultKitOf,
          yours: collectionsOf(values.default_for),
          now: collectionsOf(now.default_for),
        },
      ]}
    />
  )
}
