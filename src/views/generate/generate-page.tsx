import { Checkbox } from '../components/choice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { DraftsSection, type DraftsSectionProps } from '../drafts/drafts-section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ArtworkPicker, type ArtworkPickerProps } from './artwork-picker.tsx'
import { asksForQuote } from './asks-for-quote.ts'
import { findLacking, NothingToGenerate } from './nothing-to-generate.tsx'
import { PairsPreview, type PairsPreviewProps } from './pairs-preview.tsx'
import { QuoteBar, type QuoteBarProps } from './quote-bar.tsx'
import { ScenePicker, type ScenePickerProps } from './scene-picker.tsx'
import { generateWords } from './words.ts'

export type GeneratePageProps = {
  frame: PageFrame
  /** Made with the page: pressing twice asks for the same work. */
  groupId: string
  artworks: ArtworkPickerProps
  scenes: ScenePickerProps
  /** A key that pays for renders. */
  hasKey: boolean
  drafts: DraftsSectionProps
  /** Absent until there is something to render. */
  pairs: PairsPreviewProps['pairs']
  quote: Omit<QuoteBarProps, 'artworks' | 'scenes'>
}

export function GeneratePage(props: GeneratePageProps) {
  const lacking = findLacking(props)
  return (
    <Layout {...props.frame} title={generateWords.tabTitle} current="/generate">
      <PageHeader title={generateWords.title} lead={generateWords.lead} />
      {lacking ? <NothingToGenerate lacking={lacking} /> : <GenerateForm {...props} />}
    </Layout>
  )
}

function GenerateForm({ groupId, artworks, scenes, drafts, pairs, quote }: GeneratePageProps) {
  const { choice } = artworks
  return (
    // Ticks that a browser restores on the way back would meet a new group id, and pay again.
    <form
      class="form"
      id="generate"
      method="post"
      action="/generate"
      autocomplete="off"
      aria-label={generateWords.title}
    >
      <input type="hidden" name="group_id" value={groupId} />
      <div class="stack stack-large">
        <ArtworkPicker {...artworks} />
        <ScenePicker {...scenes} />
        <DraftsSection {...drafts} />
        <div {...asksForQuote()}>
          <Options choice={choice} />
        </div>
        <PairsPreview pairs={pairs} />
      </div>
      <QuoteBar {...quote} artworks={choice.asset.length} scenes={choice.scene.length} />
    </form>
  )
}

function Options({ choice }: { choice: ArtworkPickerProps['choice'] }) {
  return (
    <Section title={generateWords.options}>
      <Checkbox
        name="skip_approval"
        label={generateWords.skipReview}
        hint={generateWords.skipReviewHint}
        checked={choice.skip_approval}
      />
      <Checkbox
        name="regenerate"
        label={generateWords.regenerate}
        hint={generateWords.regenerateHint}
        checked={choice.regenerate}
      />
    </Section>
  )
}
