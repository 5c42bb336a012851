import { Cluster } from '../components/arrange.tsx'
import { Button } from '../components/button.tsx'
import { Section } from '../components/section.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from './artwork-draft.tsx'
import { offerFit } from './describe-draft.ts'
import { draftWords as words } from './words.ts'

type ChosenDraft = ArtworkDraftProps & {
  sceneKey: string
  config: Parameters<typeof offerFit>[0]
}

export type DraftsSectionProps = {
  /** Of the first chosen artwork in the first chosen scenes. */
  drafts: readonly ChosenDraft[]
  /** How many chosen scenes are not drawn. */
  more: number
}

/** What the first pictures will look like; swapped whole with each change of the choice. */
export function DraftsSection({ drafts, more }: DraftsSectionProps) {
  const [first] = drafts
  if (!first) return <div id="drafts" hidden />
  return (
    <div id="drafts">
      <Section
        title={words.section}
        lead={words.sectionLead(first.artwork.title, more > 0 ? drafts.length : undefined)}
      >
        <ul class="draft-list">
          {drafts.map((draft) => (
            <li>
              <h3>{draft.scene}</h3>
              <ArtworkDraft {...draft}>
                <FitOffer {...draft} />
              </ArtworkDraft>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}

/** Opens the scene's form with the other fit: it is for every picture of the scene from then on. */
function FitOffer({ sceneKey, config, draft }: ChosenDraft) {
  const offer = offerFit(config, draft)
  if (!offer) return null
  return (
    <>
      <Cluster>
        <span>{offer.question}</span>
        <Button
          formaction="/generate/fit"
          formnovalidate
          name="set_fit"
          value={`${offer.fit}:${sceneKey}`}
          size="small"
        >
          {offer.label}
        </Button>
      </Cluster>
      <p class="muted small">{words.fitHelp}</p>
    </>
  )
}
