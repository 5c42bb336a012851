import type { Draft } from '../../domain/drafts/place-artwork.ts'
import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from './artwork-draft.tsx'
import { offerFit } from './describe-draft.ts'

export type SceneDraftProps = Pick<ArtworkDraftProps, 'room' | 'scene'> & {
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
  const { formaction, artworks, artwork, result } = props
  return (
    <section
      class="stack form-draft"
      id="scene-draft"
      aria-labelledby="scene-draft-title"
      hx-post={formaction}
      hx-trigger='change from:"closest form" delay:400ms'
      hx-include="closest form"
      hx-target="#scene-draft"
      hx-select="#scene-draft"
      hx-swap="outerHTML show:none"
      hx-push-url="false"
      hx-sync="replace"
    >
      <h3 id="scene-draft-title">Draft</h3>
      {artwork ? (
        <>
          <Select
            name="draft_asset"
            label="Artwork"
            hint="Shown here only: it is not saved with the scene."
            scope="scene"
            value={artwork.id}
            options={artworks.map(({ id, title }) => ({ value: id, label: title }))}
          />
          {'problem' in result ? (
            <p class="small" role="status">
              No draft: {result.problem}
            </p>
          ) : (
            <ArtworkDraft id="scene-draft" {...props} artwork={artwork} draft={result}>
              <Choices {...props} draft={result} />
            </ArtworkDraft>
          )}
          <Button formaction={formaction} formnovalidate size="small">
            Update the draft
          </Button>
        </>
      ) : (
        <p class="muted small">
          <a href="/assets?upload=1">Upload an artwork</a> to see here how it will sit in the frame.
        </p>
      )}
    </section>
  )
}

function Choices({
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
            name="use_fit"
            value={offer.fit}
            size="small"
          >
            {offer.label}
          </Button>
        </Cluster>
      ) : null}
      {areaHref ? (
        <p class="small">
          <a href={areaHref}>
            {room ? 'Change where the frame is in the room' : 'Draw where the frame is in the room'}
          </a>
          {room ? null : ', once, to see drafts in it.'}
        </p>
      ) : null}
    </>
  )
}
