import { ButtonLink } from '../components/button.tsx'
import { Checkbox } from '../components/choice.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { DraftsSection, type DraftsSectionProps } from '../drafts/drafts-section.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { ArtworkPicker, type ArtworkPickerProps } from './artwork-picker.tsx'
import { asksForQuote } from './asks-for-quote.ts'
import { QuoteBar, type QuoteBarProps } from './quote-bar.tsx'
import { ScenePicker, type ScenePickerProps } from './scene-picker.tsx'

export type GeneratePageProps = {
  frame: PageFrame
  /** Made with the page: pressing twice asks for the same work. */
  groupId: string
  artworks: ArtworkPickerProps
  scenes: ScenePickerProps
  drafts: DraftsSectionProps
  quote: Pick<QuoteBarProps, 'quote' | 'error'>
}

export function GeneratePage(props: GeneratePageProps) {
  const { frame, artworks } = props
  return (
    <Layout {...frame} title="Generate" current="/generate">
      <PageHeader
        title="Generate mockups"
        lead="Choose artworks and rooms. You see what it costs before anything is spent."
      />
      {hasArtwork(artworks) ? <GenerateForm {...props} /> : <NoArtwork />}
    </Layout>
  )
}

function hasArtwork({ choice, chosen, found }: ArtworkPickerProps): boolean {
  return chosen.length + found.total > 0 || Boolean(choice.search || choice.collection)
}

function NoArtwork() {
  return (
    <EmptyState
      icon="asset"
      title="No artwork yet"
      action={
        <ButtonLink href="/assets?upload=1" variant="primary">
          Upload artwork
        </ButtonLink>
      }
    >
      Mockups show your prints in rooms, so a finished print has to be here first.
    </EmptyState>
  )
}

function GenerateForm({ groupId, artworks, scenes, drafts, quote }: GeneratePageProps) {
  const { choice } = artworks
  return (
    // Ticks that a browser restores on the way back would meet a new group id, and pay again.
    <form
      class="form"
      id="generate"
      method="post"
      action="/generate"
      autocomplete="off"
      aria-label="Generate mockups"
    >
      <input type="hidden" name="group_id" value={groupId} />
      <div class="stack stack-large">
        <div {...asksForQuote('#scenes')}>
          <ArtworkPicker {...artworks} />
        </div>
        <ScenePicker {...scenes} />
        <DraftsSection {...drafts} />
        <div {...asksForQuote()}>
          <Options choice={choice} />
        </div>
      </div>
      <QuoteBar {...quote} artworks={choice.asset.length} scenes={choice.scene.length} />
    </form>
  )
}

function Options({ choice }: { choice: ArtworkPickerProps['choice'] }) {
  return (
    <Section title="Options">
      <Checkbox
        name="skip_approval"
        label="Approve without review"
        hint="The pictures can be used for products as soon as they are rendered."
        checked={choice.skip_approval}
      />
      <Checkbox
        name="regenerate"
        label="Render again, even where the same picture is there already"
        hint="Each picture then costs a credit."
        checked={choice.regenerate}
      />
    </Section>
  )
}
