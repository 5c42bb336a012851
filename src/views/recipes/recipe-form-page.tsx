import { formatSize } from '../../domain/pricing/size.ts'
import { PLACEHOLDERS } from '../../domain/recipes/fill-template.ts'
import type { Recipe } from '../../domain/recipes/get-recipe.ts'
import {
  MAX_DESCRIPTION_TEMPLATE_CHARACTERS,
  MAX_RECIPE_NAME_CHARACTERS,
  MAX_TITLE_TEMPLATE_CHARACTERS,
} from '../../domain/recipes/schemas.ts'
import { Columns } from '../components/arrange.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup, RadioGroup } from '../components/choice.tsx'
import { ConflictNotice } from '../components/conflict-notice.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { FormIdentity } from '../components/form-identity.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Select } from '../components/select.tsx'
import { TextArea } from '../components/text-area.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { FINISHES } from '../products/finishes.ts'
import { RecipeSample, redrawsSample, type SampleSource } from './recipe-sample.tsx'
import { recipeFormWords as words } from './words.ts'

export type RecipeValues = {
  name: string
  sizes: readonly string[]
  /** Frames, and `digital`. */
  finishes: readonly string[]
  title: string
  description: string
  tags: string
  kit_id: string
  publish: string
}

export type RecipeFormProps = {
  frame: PageFrame
  /** The recipe that is edited, and the version that was read; without it a new one is added. */
  id?: string | undefined
  version?: number | undefined
  workId: string
  values: RecipeValues
  errors?: Readonly<Record<string, string>>
  conflict?: { kind: 'changed' | 'exists'; now: Recipe } | undefined
  /** Where the person came from, and goes on with the recipe. */
  backTo?: string | undefined
  /** Sizes on offer, and those that the recipe has. */
  sizes: readonly string[]
  kits: readonly { id: string; name: string }[]
  sample: SampleSource | undefined
}

export function RecipeFormPage(props: RecipeFormProps) {
  const { frame, id, version, workId, values, errors = {}, conflict, backTo } = props
  const title = id ? words.edit : words.add
  const summary = Object.entries(errors).map(([name, message]) => ({ name, message }))
  return (
    <Layout {...frame} title={title} current="/recipes">
      <PageHeader title={title} back={{ href: '/recipes', label: words.back }} />
      <ErrorSummary errors={summary} />
      {conflict ? <RecipeConflict conflict={conflict} values={values} /> : null}
      <Form action={id ? `/recipes/${id}` : '/recipes'} label={title} id="recipe" warnUnsaved>
        <FormIdentity workId={id ? undefined : workId} version={conflict?.now.version ?? version} />
        {backTo ? <input type="hidden" name="back_to" value={backTo} /> : null}
        <div {...redrawsSample(id)}>
          <Columns aside={<RecipeSample values={values} source={props.sample} id={id} />}>
            <Fields {...props} />
          </Columns>
        </div>
        <FormActions>
          <Button variant="primary">
            {conflict?.kind === 'exists'
              ? words.addAnother
              : backTo
                ? words.saveAndUse
                : words.save}
          </Button>
          <ButtonLink href={backTo ?? '/recipes'} variant="quiet">
            {words.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Layout>
  )
}

function Fields({ values, errors = {}, sizes, kits }: RecipeFormProps) {
  return (
    <>
      <Card>
        <div class="stack">
          <TextField
            name="name"
            label={words.name}
            required
            maxlength={MAX_RECIPE_NAME_CHARACTERS}
            value={values.name}
            error={errors.name}
          />
          <CheckboxGroup
            name="sizes"
            label={words.sizes}
            hint={
              sizes.length > 0 ? (
                words.sizesHint
              ) : (
                <>
                  {words.noSizes} <a href="/pricing">{words.toPricing}</a>
                </>
              )
            }
            inline
            choices={sizes.map((size) => ({ value: size, label: formatSize(size) }))}
            values={values.sizes}
            error={errors.sizes}
          />
          <CheckboxGroup
            name="finishes"
            label={words.finishes}
            hint={words.finishesHint}
            inline
            choices={FINISHES.map(({ key, label }) => ({ value: key, label }))}
            values={values.finishes}
            error={errors.frames}
          />
        </div>
      </Card>
      <Card>
        <Texts values={values} errors={errors} />
      </Card>
      <Card>
        <div class="stack">
          <Select
            name="kit_id"
            label={words.kit}
            hint={words.kitHint}
            emptyLabel={words.ownKit}
            value={values.kit_id}
            options={kits.map(({ id, name }) => ({ value: id, label: name }))}
            error={errors.kit_id}
          />
          <RadioGroup
            name="publish"
            label={words.publish}
            value={values.publish}
            choices={[
              { value: 'false', label: words.asDraft },
              { value: 'true', label: words.publishNow, hint: words.publishHint },
            ]}
          />
        </div>
      </Card>
    </>
  )
}

function Texts({ values, errors = {} }: Pick<RecipeFormProps, 'values' | 'errors'>) {
  return (
    <div class="stack">
      <TextField
        name="title"
        label={words.titleField}
        hint={words.placeholders(PLACEHOLDERS)}
        required
        maxlength={MAX_TITLE_TEMPLATE_CHARACTERS}
        spellcheck={false}
        value={values.title}
        error={errors.title}
      />
      <TextArea
        name="description"
        label={words.description}
        hint={words.emptyRule}
        optional
        rows={6}
        maxlength={MAX_DESCRIPTION_TEMPLATE_CHARACTERS}
        value={values.description}
        error={errors.description}
      />
      <TextField
        name="tags"
        label={words.tags}
        hint={words.tagsHint}
        optional
        spellcheck={false}
        value={values.tags}
        error={errors.tags}
      />
    </div>
  )
}

function RecipeConflict({
  conflict: { kind, now },
  values,
}: {
  conflict: NonNullable<RecipeFormProps['conflict']>
  values: RecipeValues
}) {
  return (
    <ConflictNotice
      kind={kind}
      title={kind === 'changed' ? words.changedMeanwhile : words.addedAlready}
      href={`/recipes/${now.id}`}
      fields={[
        { label: words.name, yours: values.name, now: now.name },
        { label: words.sizes, yours: values.sizes.join(', '), now: now.sizes.join(', ') },
        { label: words.titleField, yours: values.title, now: now.title },
        { label: words.description, yours: values.description, now: now.description },
        { label: words.tags, yours: values.tags, now: now.tags.join(', ') },
      ]}
    />
  )
}
