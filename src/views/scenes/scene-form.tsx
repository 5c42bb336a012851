import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { SceneDraft, type SceneDraftProps } from '../drafts/scene-draft.tsx'
import { SceneConflict, type StoredScene } from './scene-conflict.tsx'
import { SCENE_LABELS, type SceneField } from './scene-labels.ts'

export type SceneFormProps = {
  /** The scene that is edited, and the version that was read; without it a new one is added. */
  id?: string
  version?: number
  /** The id of the one that is added. */
  workId: string
  values: Partial<Record<SceneField, string>>
  collections: readonly string[]
  /** Those that the user has. */
  offered: Collections
  errors?: Readonly<Record<string, string>>
  /** Why the form was not saved: what is stored by now. */
  conflict?: { kind: 'changed' | 'exists'; now: StoredScene }
  draft?: SceneDraftProps
}

const SCOPE = 'scene'

export function SceneForm(props: SceneFormProps) {
  const { id, version, workId, values, collections, offered, errors = {}, conflict } = props
  const title = id ? 'Edit scene' : 'Add a scene'
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  const field = (name: SceneField) => ({
    name,
    label: SCENE_LABELS[name],
    scope: SCOPE,
    value: values[name],
    error: errors[name],
  })
  return (
    <Card id="scene-form" title={title}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      {conflict ? (
        <SceneConflict {...conflict} yours={{ values, collections }} offered={offered} />
      ) : null}
      <Form action={id ? `/scenes/${id}` : '/scenes'} label={title} warnUnsaved>
        <FormIdentity workId={id ? undefined : workId} version={conflict?.now.version ?? version} />
        <FieldRow>
          <TextField {...field('name')} required maxlength={100} />
          {id ? null : (
            <TextField
              {...field('scene_key')}
              hint="Small letters, digits and _; it cannot be changed later. With a system scene's key, yours is used instead of it."
              required
              maxlength={60}
              spellcheck={false}
            />
          )}
        </FieldRow>
        <TextArea {...field('description')} optional rows={2} maxlength={500} />
        <FieldRow>
          <TextField
            {...field('dm_template_id')}
            hint="The uuid of the mockup in your Dynamic Mockups account."
            required
            maxlength={100}
            spellcheck={false}
          />
          <TextField
            {...field('smart_object')}
            hint="The layer that takes the artwork; “artwork” when left empty."
            optional
            maxlength={200}
            spellcheck={false}
          />
        </FieldRow>
        <Placement field={field} />
        <CheckboxGroup
          name="recommended_collections"
          label="Recommended for"
          inline
          scope={SCOPE}
          choices={collectionOptions(offered)}
          values={collections}
          error={errors.recommended_collections}
        />
        <FormActions>
          <Button variant="primary">
            {id ? 'Save' : conflict ? 'Add as another' : 'Add scene'}
          </Button>
          {conflict?.kind === 'exists' ? (
            <Button formaction={`/scenes/${conflict.now.id}`}>Save to the one that is there</Button>
          ) : null}
          <ButtonLink href="/scenes" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
        {id ? (
          <p class="muted small">
            Each change makes a new version: pictures made before stay as they are, and the next
            ones are rendered with the change.
          </p>
        ) : null}
        {props.draft ? <SceneDraft {...props.draft} /> : null}
      </Form>
    </Card>
  )
}

type Field = (name: SceneField) => {
  name: string
  label: string
  scope: string
  value: string | undefined
  error: string | undefined
}

function Placement({ field }: { field: Field }) {
  const pixels = { inputmode: 'numeric', suffix: 'px', short: true } as const
  return (
    <>
      <FieldRow>
        <TextField {...field('default_width')} {...pixels} optional />
        <TextField {...field('default_height')} {...pixels} optional />
        <Select
          {...field('fit')}
          emptyLabel="Contain (whole artwork)"
          options={[
            { value: 'cover', label: 'Cover (fill, crop the rest)' },
            { value: 'fill', label: 'Fill (stretch)' },
          ]}
        />
      </FieldRow>
      <details>
        <summary>Exact placement (wins over the fit)</summary>
        <FieldRow>
          <TextField {...field('width')} {...pixels} optional />
          <TextField {...field('height')} {...pixels} optional />
          <TextField {...field('x')} {...pixels} optional />
          <TextField {...field('y')} {...pixels} optional />
        </FieldRow>
        <FieldRow>
          <TextField {...field('rotation')} inputmode="decimal" suffix="°" short optional />
          <TextField
            {...field('scale')}
            hint="0.1 to 2, instead of width and height."
            inputmode="decimal"
            suffix="×"
            short
            optional
          />
        </FieldRow>
      </details>
    </>
  )
}
