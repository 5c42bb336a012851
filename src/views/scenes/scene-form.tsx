import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { collectionWords } from '../components/status-words.ts'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'

export const SCENE_FIELDS = [
  'scene_key',
  'name',
  'description',
  'dm_template_id',
  'smart_object',
  'default_width',
  'default_height',
  'fit',
  'width',
  'height',
  'x',
  'y',
  'rotation',
  'scale',
] as const
export type SceneField = (typeof SCENE_FIELDS)[number]

export type SceneFormProps = {
  /** The scene that is edited; without it a new one is added. */
  id?: string
  values: Partial<Record<SceneField, string>>
  collections: readonly string[]
  errors?: Readonly<Record<string, string>>
}

const SCOPE = 'scene'
const COLLECTIONS = Object.entries(collectionWords).map(([value, { label }]) => ({ value, label }))

export function SceneForm({ id, values, collections, errors = {} }: SceneFormProps) {
  const title = id ? 'Edit scene' : 'Add a scene'
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  const field = (name: SceneField) => ({
    name,
    scope: SCOPE,
    value: values[name],
    error: errors[name],
  })
  return (
    <Card id="scene-form" title={title}>
      <ErrorSummary errors={summary} scope={SCOPE} />
      <Form action={id ? `/scenes/${id}` : '/scenes'} label={title} warnUnsaved>
        <FieldRow>
          <TextField {...field('name')} label="Name" required maxlength={100} />
          {id ? null : (
            <TextField
              {...field('scene_key')}
              label="Key"
              hint="Small letters, digits and _. It stays. With a system scene's key it stands in its place."
              required
              maxlength={60}
              spellcheck={false}
            />
          )}
        </FieldRow>
        <TextArea {...field('description')} label="Description" optional rows={2} maxlength={500} />
        <FieldRow>
          <TextField
            {...field('dm_template_id')}
            label="Template id"
            hint="The uuid of the mockup in your Dynamic Mockups account."
            required
            maxlength={100}
            spellcheck={false}
          />
          <TextField
            {...field('smart_object')}
            label="Smart object"
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
          choices={COLLECTIONS}
          values={collections}
          error={errors.recommended_collections}
        />
        <FormActions>
          <Button variant="primary">{id ? 'Save' : 'Add scene'}</Button>
          <ButtonLink href="/scenes" variant="quiet">
            Cancel
          </ButtonLink>
        </FormActions>
        {id ? (
          <p class="muted small">
            Each change makes a new version: pictures made before stay as they are, and the next
            ones are rendered anew.
          </p>
        ) : null}
      </Form>
    </Card>
  )
}

type Field = (name: SceneField) => {
  name: string
  scope: string
  value: string | undefined
  error: string | undefined
}

function Placement({ field }: { field: Field }) {
  const pixels = { inputmode: 'numeric', suffix: 'px', short: true } as const
  return (
    <>
      <FieldRow>
        <TextField {...field('default_width')} {...pixels} label="Frame width" optional />
        <TextField {...field('default_height')} {...pixels} label="Frame height" optional />
        <Select
          {...field('fit')}
          label="Fit"
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
          <TextField {...field('width')} {...pixels} label="Artwork width" optional />
          <TextField {...field('height')} {...pixels} label="Artwork height" optional />
          <TextField {...field('x')} {...pixels} label="From the left" optional />
          <TextField {...field('y')} {...pixels} label="From the top" optional />
        </FieldRow>
        <FieldRow>
          <TextField
            {...field('rotation')}
            label="Rotation"
            inputmode="decimal"
            suffix="°"
            short
            optional
          />
          <TextField
            {...field('scale')}
            label="Scale"
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
