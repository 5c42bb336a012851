import { MOVES } from '../../domain/drafts/move-artwork.ts'
import type { Draft } from '../../domain/drafts/place-artwork.ts'
import type { SceneConfig } from '../../domain/scenes/schemas.ts'
import { FITS } from '../../domain/scenes/schemas.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { elementId } from '../components/field-id.ts'
import { FormActions } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Thumb } from '../components/thumb.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from '../drafts/artwork-draft.tsx'
import { draftWords } from '../drafts/words.ts'
import { fitLabel } from '../scenes/placement-fields.tsx'
import { SCENE_LABELS } from '../scenes/scene-labels.ts'
import { placementWords as words } from './words.ts'

/** The id of the form, which its drafts swap. */
export const PLACEMENT_FORM = 'placement'
const DRAFT = 'placement-draft'

export const PLACEMENT_FIELDS = ['fit', 'scale', 'rotation', 'width', 'height', 'x', 'y'] as const
type PlacementField = (typeof PLACEMENT_FIELDS)[number]
/** As typed; what is empty is as in the scene. */
export type PlacementValues = Partial<Record<PlacementField, string | undefined>>

export type PlacementFormProps = {
  /** Where the form is sent to, and where it is sent to be shown again with its draft. */
  action: string
  draftAction: string
  /** What the mockup shows now. */
  picture: { src: string | null; alt: string; width: number | null; height: number | null }
  artwork: ArtworkDraftProps['artwork']
  scene: string
  sceneConfig: SceneConfig
  values: PlacementValues
  errors?: Readonly<Record<string, string>>
  /** The mockup was rendered with a placement of its own. */
  isPlaced: boolean
  result: Draft | { problem: string }
  room: ArtworkDraftProps['room']
  /** Where the frame is drawn on the template's picture. */
  areaHref: string | undefined
  /** What keeps it from being rendered, and where that is changed. */
  problem: { reason: string; href: string } | undefined
  /** Credits left this year. */
  remaining: number
  /** Names the work: what is sent twice is rendered once. */
  groupId: string
  now: number
}

/** The picture there is next to the draft of the new one, and what moves the artwork in it. */
export function PlacementForm(props: PlacementFormProps) {
  const { action, picture, groupId, problem, remaining } = props
  return (
    <form
      class="placement"
      id={PLACEMENT_FORM}
      method="post"
      action={action}
      aria-label={words.title}
      // A press of Render comes before a draft that is on its way.
      hx-sync="this:replace"
    >
      <input type="hidden" name="group_id" value={groupId} />
      <input type="hidden" name="placed" value="true" />
      <div class="placement-pictures">
        <div class="placement-now">
          <figure>
            <Thumb {...picture} ratio="landscape" fit="contain" eager />
            <figcaption class="small muted">{words.now}</figcaption>
          </figure>
          <MoveButtons {...props} />
        </div>
        <PlacementDraft {...props} />
      </div>
      <div class="placement-fields">
        <Card title={words.placement}>
          <PlacementFields {...props} />
        </Card>
        <Card>
          <p class="small">{remaining > 0 ? words.cost(remaining) : words.noCredits}</p>
          <FormActions>
            <Button
              variant="primary"
              icon="retry"
              disabled={problem !== undefined || remaining === 0}
            >
              {words.render}
            </Button>
          </FormActions>
          <p class="muted small">{words.effect}</p>
        </Card>
      </div>
    </form>
  )
}

/** Refreshed with each change of the form; nothing is spent. */
function PlacementDraft(props: PlacementFormProps) {
  const { draftAction, result, artwork, scene, room, areaHref } = props
  return (
    <div
      class="placement-draft"
      id={DRAFT}
      hx-post={draftAction}
      hx-trigger={'input from:"closest form" delay:300ms'}
      hx-include="closest form"
      hx-target={`#${DRAFT}`}
      hx-select={`#${DRAFT}`}
      hx-swap="outerHTML show:none"
      hx-push-url="false"
      hx-sync="replace"
    >
      {'problem' in result ? (
        <p class="small" role="status">
          {draftWords.none(result.problem)}
        </p>
      ) : (
        <ArtworkDraft {...{ scene, artwork, room }} id={DRAFT} draft={result}>
          {areaHref ? (
            <p class="small">
              <a href={areaHref}>{room ? draftWords.moveFrame : draftWords.drawFrame}</a>
              {room ? null : `, ${draftWords.drawFrameHelp}`}
            </p>
          ) : null}
        </ArtworkDraft>
      )}
    </div>
  )
}

/** Each is a step from what the draft shows; the exact fields then say where it is. */
function MoveButtons({ draftAction, result, isPlaced, values }: PlacementFormProps) {
  const again = {
    formaction: draftAction,
    formnovalidate: true,
    size: 'small',
    'hx-post': draftAction,
    'hx-target': `#${PLACEMENT_FORM}`,
    'hx-select': `#${PLACEMENT_FORM}`,
    'hx-swap': 'outerMorph show:none',
    'hx-push-url': 'false',
    'hx-sync': `#${PLACEMENT_FORM}:queue all`,
  } as const
  const isDrawn = !('problem' in result)
  const isChanged = isPlaced || PLACEMENT_FIELDS.some((name) => values[name])
  return (
    <>
      {/* The first button of the form is what Enter presses in a field. */}
      <Button {...again} id="preview" data-unscripted>
        {words.preview}
      </Button>
      {isDrawn ? (
        <fieldset class="placement-moves">
          <legend class="visually-hidden">{words.move}</legend>
          {MOVES.map((move) => (
            <Button {...again} id={elementId('move', move)} name="move" value={move}>
              {words.moves[move]}
            </Button>
          ))}
        </fieldset>
      ) : null}
      {isChanged ? (
        <Cluster>
          <Button {...again} id="as-scene" name="reset" value="true" variant="quiet">
            {words.asScene}
          </Button>
        </Cluster>
      ) : null}
    </>
  )
}

function PlacementFields({ values, errors = {}, sceneConfig, result }: PlacementFormProps) {
  const field = (name: PlacementField) => ({
    name,
    label: SCENE_LABELS[name],
    scope: PLACEMENT_FORM,
    value: values[name],
    error: errors[name],
  })
  const pixels = (name: PlacementField, shown: number | undefined) => ({
    ...field(name),
    ...({ inputmode: 'numeric', suffix: 'px', short: true } as const),
    placeholder: shown === undefined ? undefined : String(Math.round(shown)),
  })
  const placed = 'problem' in result ? undefined : result.placed
  const isExact = (['width', 'height', 'x', 'y'] as const).some((name) => values[name])
  return (
    <>
      <Select
        {...field('fit')}
        emptyLabel={words.fitOfScene(fitLabel(sceneConfig.fit))}
        options={FITS.map((fit) => ({ value: fit, label: fitLabel(fit) }))}
      />
      <div class="placement-pair">
        <TextField
          {...field('scale')}
          hint={words.scaleHint}
          inputmode="decimal"
          suffix="×"
          short
          placeholder={String(sceneConfig.scale ?? 1)}
        />
        <TextField
          {...field('rotation')}
          hint={words.rotationHint}
          inputmode="decimal"
          suffix="°"
          short
          placeholder={String(sceneConfig.rotation ?? 0)}
        />
      </div>
      <details class="disclosure" open={isExact}>
        <summary>{words.exact}</summary>
        <div class="placement-pair">
          <TextField {...pixels('width', placed?.width)} />
          <TextField {...pixels('height', placed?.height)} />
          <TextField {...pixels('x', placed?.x)} />
          <TextField {...pixels('y', placed?.y)} />
        </div>
      </details>
      <p class="muted small">{words.emptyHelp}</p>
    </>
  )
}
