import { Section } from '../components/section.tsx'
import { ArtworkDraft, type ArtworkDraftProps } from './artwork-draft.tsx'

export type DraftsSectionProps = {
  /** Of the first chosen artwork in the first chosen scenes. */
  drafts: readonly ArtworkDraftProps[]
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
        title="Drafts"
        lead={`How “${first.artwork.title}” will sit in its frames. Drawn here, free of charge${more > 0 ? `; the first ${drafts.length} scenes` : ''}.`}
      >
        <ul class="draft-list">
          {drafts.map((draft) => (
            <li>
              <h3>{draft.scene}</h3>
              <ArtworkDraft {...draft} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
