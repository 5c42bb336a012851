import type { Draft } from '../../domain/drafts/place-artwork.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from './artwork-draft.tsx'
import { offerFit } from './describe-draft.ts'
import { draftWords as words } from './words.ts'

export type SceneDraftProps = Pick<ArtworkDraftProps, 'id' | 'room' | 'scene'> & {
  /** Of the form's fields, and what the names of this one's begin with: "0." */
  scope: string
  prefix?: string
  /** What of the form it is the draft of, as a selector of what is around it: all of it if absent. */
  within?: string
  /** What else a change of the form swaps. */
  swaps?: string
  /** Takes the whole form and shows it again with its draft: nothing is saved. */
  formaction: string
  /** The newest, and the one that is shown. */
  artworks: readonly { id: string; title: string }[]
  artwork: { id: string; title: string; picture: string } | undefined
  config: Parameters<typeof offerFit>[0]
  /** Or why there is none. */
  result: Draft | { problem: string }
  /** Where the frame is drawn on the template's picture. */
  areaHref?: string | undefined
}

/** The draft of the form around it: its buttons send that form, and its choices set its fit. */
export function SceneDraft(props: SceneDraftProps) {
  const { id, scope, prefix = '', formaction, artworks, artwork, result } = props
  return (
    <div
      class="stack form-draft"
      id={id}
      hx-post={formaction.replace(/#.*/, '')}
      hx-trigger={`change from:"closest ${props.within ?? 'form'}" delay:400ms`}
      hx-include="closest form"
      hx-target={`#${id}`}
      hx-select={`#${id}`}
      hx-select-oob={props.swaps}
      hx-swap="outerHTML show:none"
      hx-push-url="false"
      hx-sync="replace"
    >
      <h3>{words.title}</h3>
      {artwork ? (
        <>
          <Select
            name={`${prefix}draft_asset`}
            label={words.artwork}
            hint={words.artworkHint}
            scope={scope}
            value={artwork.id}
            options={artworks.map(({ id, title }) => ({ value: id, label: title }))}
          />
          {'problem' in result ? (
            <p class="small" role="status">
              {words.none(result.problem)}
            </p>
          ) : (
            <ArtworkDraft {...props} artwork={artwork} draft={result}>
              <Choices {...props} draft={result} />
            </ArtworkDraft>
          )}
          <Button formaction={formaction} formnovalidate size="small">
            {words.update}
          </Button>
        </>
      ) : (
        <p class="muted small">
          <a href="/assets?upload=1">{words.upload}</a> {words.uploadHelp}
        </p>
      )}
    </div>
  )
}

function Choices({
  prefix = '',
  formaction,
  config,
  draft,
  areaHref,
  room,
}: SceneDraftProps & { draft: Draft }) {
  const offer = offerFit(config, draft)
  return (
    <>
      {offer ? (
        <Cluster>
          <span>{offer.question}</span>
          <Button
            formaction={formaction}
            formnovalidate
            name={`${prefix}use_fit`}
            value={offer.fit}
            size="small"
          >
            {offer.label}
          </Button>
        </Cluster>
      ) : null}
      {areaHref ? (
        <p class="small">
          <a href={areaHref}>{room ? words.moveFrame : words.drawFrame}</a>
          {room ? null : `, ${words.drawFrameHelp}`}
        </p>
      ) : null}
    </>
  )
}
