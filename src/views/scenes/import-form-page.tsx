import type { TemplateView } from '../../domain/templates/list-templates.ts'
import { Columns } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { SceneDraft, type SceneDraftProps } from '../drafts/scene-draft.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { layerLabel } from './layer-label.ts'
import { PlacementFields, type SceneFieldOf } from './placement-fields.tsx'
import { SCENE_LABELS, type SceneField } from './scene-labels.ts'
import { importWords as words } from './words.ts'

type Template = Pick<TemplateView, 'id' | 'name' | 'layers'>

type ImportPart = {
  /** null where it has gone from the account meanwhile. */
  template: Template | null
  picture: string | null
  values: Partial<Record<SceneField, string>>
  collections: readonly string[]
  /** The key of the scene in whose place it comes, or nothing. */
  replaces: string
  /** As they were first shown: what nobody has changed follows the scene in whose place it comes. */
  suggested: { name: string; replaces: string }
  draft: Omit<SceneDraftProps, 'id' | 'scope' | 'formaction'>
  errors: Readonly<Record<string, string>>
}

type ImportFormPageProps = {
  frame: PageFrame
  /** What is sent with it is made once. */
  workId: string
  parts: readonly ImportPart[]
  /** Scenes that cannot be rendered now, by key: each may be given one of the templates. */
  replaceable: ReadonlyMap<string, string>
  offered: Collections
  /** How many of those that were sent are scenes by now. */
  added?: number
  error?: string
}

const SCOPE = 'import'

export function ImportFormPage(props: ImportFormPageProps) {
  const { frame, workId, parts, added = 0, error } = props
  const summary = parts.flatMap(({ errors }, n) =>
    Object.entries(errors).map(([name, message]) => ({ name: `${n}.${name}`, message })),
  )
  return (
    <Layout {...frame} title={words.title} current="/scenes">
      <PageHeader
        back={{ href: '/scenes/import', label: words.chooseOthers }}
        title={words.importing(parts.length)}
        lead={words.importingLead}
      />
      {added > 0 ? (
        <Notice tone="sage">
          <p>{words.addedSome(added)}</p>
        </Notice>
      ) : null}
      <ErrorSummary errors={error ? [{ message: error }] : summary} scope={SCOPE} />
      <Form action="/scenes/import" label={words.title} warnUnsaved>
        <FormIdentity workId={workId} />
        {parts.map((part, n) => (
          <Part {...props} part={part} n={n} />
        ))}
        <FormActions>
          <Button variant="primary">{words.addScenes(parts.length)}</Button>
          <ButtonLink href="/scenes" variant="quiet">
            {words.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Layout>
  )
}

type PartProps = Pick<ImportFormPageProps, 'replaceable' | 'offered'> & {
  part: ImportPart
  n: number
}

function Part({ part, n, replaceable, offered }: PartProps) {
  const { template, picture, values, collections, replaces, suggested, errors } = part
  const of = (name: string, label: string) => ({
    name: `${n}.${name}`,
    label,
    scope: SCOPE,
    error: errors[name],
  })
  const field: SceneFieldOf = (name) => ({ ...of(name, SCENE_LABELS[name]), value: values[name] })
  return (
    <Card id={`part-${n}`} title={template?.name ?? values.name ?? words.unnamed}>
      <Columns
        aside={
          <>
            <Thumb src={picture} alt="" ratio="landscape" fit="cover" placeholder="scene" eager />
            <SceneDraft
              {...part.draft}
              id={`draft-${n}`}
              scope={SCOPE}
              prefix={`${n}.`}
              within=".card"
              formaction={`/scenes/import/draft#part-${n}`}
            />
          </>
        }
      >
        <input type="hidden" name={`${n}.dm_template_id`} value={values.dm_template_id} />
        <input type="hidden" name={`${n}.suggested_name`} value={suggested.name} />
        <input type="hidden" name={`${n}.suggested_replaces`} value={suggested.replaces} />
        <SmartObject template={template} field={field} />
        <FieldRow>
          <TextField {...field('name')} required maxlength={100} />
          <TextField
            {...field('scene_key')}
            hint={words.keyHint}
            maxlength={60}
            spellcheck={false}
          />
        </FieldRow>
        {replaceable.size > 0 ? (
          <Select
            {...of('replaces', words.replaces)}
            hint={words.replacesHint}
            emptyLabel={words.replacesNone}
            value={replaces}
            options={[...replaceable].map(([value, label]) => ({ value, label }))}
          />
        ) : null}
        <p class="muted small">{words.frameHelp}</p>
        <PlacementFields field={field} />
        <CheckboxGroup
          {...of('recommended_collections', words.recommended)}
          inline
          choices={collectionOptions(offered)}
          values={collections}
        />
      </Columns>
    </Card>
  )
}

/** The choice of the layer that takes the artwork; nothing to choose where there is one. */
function SmartObject({ template, field }: { template: Template | null; field: SceneFieldOf }) {
  const { scope, ...chosen } = field('smart_object')
  const layers = template?.layers ?? []
  const [only, another] = layers
  if (only && !another) {
    return (
      <p>
        <input type="hidden" name={chosen.name} value={only.id} />
        {words.onlySmartObject(layerLabel(only))}
      </p>
    )
  }
  return (
    <Select
      {...chosen}
      scope={scope}
      hint={words.smartObjectHint}
      required
      options={layers.map((layer) => ({ value: layer.id, label: layerLabel(layer) }))}
    />
  )
}
