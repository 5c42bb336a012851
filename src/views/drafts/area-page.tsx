import { ActionForm } from '../components/action-form.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { FieldRow, Form, FormActions } from '../components/form.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Tabs } from '../components/tabs.tsx'
import { TextField } from '../components/text-field.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from './artwork-draft.tsx'
import { areaWords as words } from './words.ts'

export type AreaPageProps = {
  frame: PageFrame
  template: { id: string; name: string; picture: string }
  layers: readonly { id: string; name: string; href: string }[]
  layer: { id: string; name: string }
  /** Where to go afterwards. */
  back: string
  /** As typed, in percent of the picture: x1, y1 … x4, y4. */
  values: Readonly<Record<string, string>>
  errors?: Readonly<Record<string, string>>
  isDrawn: boolean
  draft?: ArtworkDraftProps | undefined
}

/** Where a smart object is on its template's picture: four corners, by handles or by numbers. */
export function AreaPage(props: AreaPageProps) {
  const { frame, template, layers, layer, back, isDrawn, draft } = props
  const action = `/templates/${encodeURIComponent(template.id)}/area`
  return (
    <Layout {...frame} title={words.title} current="/scenes">
      <PageHeader
        title={words.title}
        lead={words.lead(layer.name, template.name)}
        back={{ href: back, label: words.back }}
      />
      {layers.length > 1 ? (
        <Tabs
          label={words.smartObjects}
          items={layers.map(({ id, name, href }) => ({
            href,
            label: name,
            current: id === layer.id,
          }))}
        />
      ) : null}
      <AreaForm {...props} action={action} />
      {draft ? (
        <Card title={words.draft}>
          <ArtworkDraft {...draft} />
        </Card>
      ) : null}
      {isDrawn ? (
        <ActionForm action={`${action}/remove`} values={{ layer: layer.id, back }} variant="quiet">
          {words.remove}
        </ActionForm>
      ) : null}
    </Layout>
  )
}

function AreaForm(props: AreaPageProps & { action: string }) {
  const { layer, back, values, errors = {}, action } = props
  const summary = Object.entries(errors).map(([name, message]) =>
    name === 'corners' ? { message } : { name, message },
  )
  const field = (axis: 'x' | 'y', number: number, label: string) => (
    <TextField
      name={`${axis}${number}`}
      label={label}
      value={values[`${axis}${number}`]}
      error={errors[`${axis}${number}`]}
      inputmode="decimal"
      suffix="%"
      short
      required
    />
  )
  return (
    <Card>
      <ErrorSummary errors={summary} />
      <Form action={action} label={words.title} warnUnsaved>
        <input type="hidden" name="layer" value={layer.id} />
        <input type="hidden" name="back" value={back} />
        <div class="area-editor" data-area>
          <AreaPicture {...props} />
          <div class="stack">
            <p class="muted small">
              <span data-scripted>{words.dragHelp} </span>
              {words.percentHelp}
            </p>
            {words.corners.map((name, index) => (
              <FieldRow>
                {field('x', index + 1, words.fromLeft(name))}
                {field('y', index + 1, words.fromTop(name))}
              </FieldRow>
            ))}
          </div>
        </div>
        <FormActions>
          <Button variant="primary">{words.save}</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

/** The lines follow the numbers without a script; the handles, which move them, need one. */
function AreaPicture({ template, values }: AreaPageProps) {
  const at = (index: number) => {
    const number = (index % words.corners.length) + 1
    return { x: `${values[`x${number}`]}%`, y: `${values[`y${number}`]}%` }
  }
  return (
    <div class="area-picture" data-area-picture>
      <img src={template.picture} alt={words.roomOf(template.name)} width="400" height="300" />
      <svg aria-hidden="true">
        {words.corners.map((_, index) => {
          const [from, to] = [at(index), at(index + 1)]
          return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        })}
      </svg>
      {words.corners.map((name, index) => (
        <button
          class="area-corner"
          type="button"
          data-scripted
          data-corner={index + 1}
          data-name={words.corner(name)}
          aria-label={words.corner(name)}
        />
      ))}
    </div>
  )
}
