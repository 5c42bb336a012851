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

const CORNER_NAMES = ['Top left', 'Top right', 'Bottom right', 'Bottom left'] as const

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
    <Layout {...frame} title="Frame in the room" current="/scenes">
      <PageHeader
        title="Frame in the room"
        lead={`Where “${layer.name}” is in the picture of ${template.name}. Drawn once, each free draft is shown in the room.`}
        back={{ href: back, label: 'Back' }}
      />
      {layers.length > 1 ? (
        <Tabs
          label="Smart objects"
          items={layers.map(({ id, name, href }) => ({
            href,
            label: name,
            current: id === layer.id,
          }))}
        />
      ) : null}
      <AreaForm {...props} action={action} />
      {draft ? (
        <Card title="Draft in the room">
          <ArtworkDraft {...draft} />
        </Card>
      ) : null}
      {isDrawn ? (
        <ActionForm action={`${action}/remove`} values={{ layer: layer.id, back }} variant="quiet">
          Remove what is drawn
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
      <Form action={action} label="Frame in the room" warnUnsaved>
        <input type="hidden" name="layer" value={layer.id} />
        <input type="hidden" name="back" value={back} />
        <div class="area-editor" data-area>
          <AreaPicture {...props} />
          <div class="stack">
            <p class="muted small">
              <span data-scripted>
                Drag the four corners onto the frame, or choose one and move it with the arrow keys
                (with Shift in larger steps).{' '}
              </span>
              Percent are of the picture’s width and height, from its top left.
            </p>
            {CORNER_NAMES.map((name, index) => (
              <FieldRow>
                {field('x', index + 1, `${name}, from the left`)}
                {field('y', index + 1, `${name}, from the top`)}
              </FieldRow>
            ))}
          </div>
        </div>
        <FormActions>
          <Button variant="primary">Save</Button>
        </FormActions>
      </Form>
    </Card>
  )
}

/** The lines follow the numbers without a script; the handles, which move them, need one. */
function AreaPicture({ template, values }: AreaPageProps) {
  const at = (index: number) => {
    const number = (index % CORNER_NAMES.length) + 1
    return { x: `${values[`x${number}`]}%`, y: `${values[`y${number}`]}%` }
  }
  return (
    <div class="area-picture" data-area-picture>
      <img src={template.picture} alt={`The room of ${template.name}`} width="400" height="300" />
      <svg aria-hidden="true">
        {CORNER_NAMES.map((_, index) => {
          const [from, to] = [at(index), at(index + 1)]
          return <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
        })}
      </svg>
      {CORNER_NAMES.map((name, index) => (
        <button
          class="area-corner"
          type="button"
          data-scripted
          data-corner={index + 1}
          data-name={`${name} corner`}
          aria-label={`${name} corner`}
        />
      ))}
    </div>
  )
}
