import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/choice.tsx'
import { type Collections, collectionOptions } from '../components/collections.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { Notice } from '../components/notice.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { SceneDraft, type SceneDraftProps } from '../drafts/scene-draft.tsx'
import { fitLabel, PlacementFields } from './placement-fields.tsx'
import { SceneConflict, type StoredScene } from './scene-conflict.tsx'
import { SCENE_LABELS, type SceneField } from './scene-labels.ts'
import { type ScenesPlace, scenesUrl } from './scenes-url.ts'
import { CHOSEN_TEMPLATE, type TemplateChoice, TemplateField } from './template-field.tsx'
import { sceneWords, sceneFormWords as words } from './words.ts'

export type SceneFormProps = {
  /** The scene that is edited, and the version that was read; without it a new one is added. */
  id?: string
  version?: number
  /** The system's scene in whose place the new one comes. */
  from?: string
  /** What keeps it from being rendered, and the key to choose another template for. */
  problem?: { reason: string; key: string }
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
  templates: TemplateChoice
  /** The page of generating that led here, with what is chosen there. */
  back?: string | undefined
  /** Where in the library the form was opened. */
  place: ScenesPlace
  /** Another fit than the stored one was set on the way here. */
  isFitSet?: boolean
}

const SCOPE = 'scene'

export function SceneForm(props: SceneFormProps) {
  const { id, version, from, back, workId, values, collections, offered, place } = props
  const { errors = {}, conflict } = props
  const title = id ? words.edit : from ? words.customize(values.name ?? '') : words.add
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
      <Introduction {...props} />
      <Form
        action={scenesUrl(place, {}, id ? `/scenes/${id}` : '/scenes')}
        label={title}
        warnUnsaved
      >
        <FormIdentity workId={id ? undefined : workId} version={conflict?.now.version ?? version} />
        {from ? <input type="hidden" name="from" value={from} /> : null}
        {back ? <input type="hidden" name="back" value={back} /> : null}
        <FieldRow>
          <TextField {...field('name')} required maxlength={100} />
          {id ? null : (
            <TextField
              {...field('scene_key')}
              hint={from ? words.keyOfBuiltIn : words.keyHint}
              required
              maxlength={60}
              spellcheck={false}
              readonly={from !== undefined}
            />
          )}
        </FieldRow>
        <TextArea {...field('description')} optional rows={2} maxlength={500} />
        <TemplateField field={field} choice={props.templates} />
        <TextField
          {...field('smart_object')}
          hint={words.smartObjectHint}
          optional
          maxlength={200}
          spellcheck={false}
        />
        <PlacementFields field={field} />
        <CheckboxGroup
          name="recommended_collections"
          label={words.recommended}
          inline
          scope={SCOPE}
          choices={collectionOptions(offered)}
          values={collections}
          error={errors.recommended_collections}
        />
        <Actions {...props} />
        {id ? <p class="muted small">{words.versionHelp}</p> : null}
        {props.draft ? <SceneDraft {...props.draft} swaps={`#${CHOSEN_TEMPLATE}`} /> : null}
      </Form>
    </Card>
  )
}

/** What is to be known before anything is changed. */
function Introduction({ problem, from, back, isFitSet, values }: SceneFormProps) {
  return (
    <>
      {problem ? (
        <Notice
          tone="amber"
          title={words.broken}
          action={
            <ButtonLink href={`/scenes/import?for=${problem.key}`} size="small">
              {sceneWords.chooseTemplate}
            </ButtonLink>
          }
        >
          <p>{problem.reason}</p>
        </Notice>
      ) : null}
      {back ? (
        <Notice>
          <p>
            {isFitSet ? words.fitSet(fitLabel(values.fit)) : ''}
            {words.backHelp}
          </p>
        </Notice>
      ) : null}
      {from ? <p class="muted">{words.customizeHelp}</p> : null}
    </>
  )
}

function Actions({ id, from, back, conflict, place }: SceneFormProps) {
  return (
    <FormActions>
      <Button variant="primary">
        {id || from ? words.save : conflict ? words.addAnother : words.addScene}
      </Button>
      {conflict?.kind === 'exists' ? (
        <Button formaction={`/scenes/${conflict.now.id}`}>{words.saveToExisting}</Button>
      ) : null}
      <ButtonLink href={back ?? scenesUrl(place)} variant="quiet">
        {words.cancel}
      </ButtonLink>
    </FormActions>
  )
}
