import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { formatNumber } from '../format-number.ts'
import { isBeyondBudget, paceWarning } from '../generate/quote-bar.tsx'
import { QuoteRefusal, QuoteWarning } from '../generate/quote-notes.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { LeftOutScenes } from '../scenes/left-out-scenes.tsx'
import { MockupTile, type ShownMockup } from './mockup-tile.tsx'
import type { SceneNames } from './scene-label.ts'
import { mockupWords, outdatedWords as words } from './words.ts'

export type StalePageProps = {
  frame: PageFrame
  quote: RunQuote
  /** Some of what is stale, and whether there is more. */
  mockups: readonly ShownMockup[]
  isMore: boolean
  names: SceneNames
  /** Made with the page: pressing twice asks for the same work. */
  groupId: string
  error?: string
  now: number
}

/** What rendering the stale mockups again costs, and the button. */
export function StalePage(props: StalePageProps) {
  const { frame, quote, mockups, isMore, names, now } = props
  return (
    <Layout {...frame} title={words.title} current="/mockups/stale">
      <PageHeader
        title={words.title}
        lead={words.lead}
        back={{ href: '/mockups', label: mockupWords.title }}
      />
      <LeftOutScenes scenes={quote.unknown_scenes} problems={quote.scene_problems}>
        {words.leftOut}
      </LeftOutScenes>
      {quote.pairs > 0 ? <Quote {...props} /> : null}
      {quote.pairs === 0 && quote.unknown_scenes.length === 0 ? (
        <NothingToRender isAnyLeft={mockups.length > 0} />
      ) : null}
      {mockups.length > 0 ? (
        <Section
          title={words.list}
          actions={isMore ? <a href="/mockups?stale=true">{words.all}</a> : null}
        >
          <ImageGrid label={words.list}>
            {mockups.map((view) => (
              <MockupTile view={view} names={names} now={now} />
            ))}
          </ImageGrid>
        </Section>
      ) : null}
    </Layout>
  )
}

function NothingToRender({ isAnyLeft }: { isAnyLeft: boolean }) {
  return (
    <EmptyState
      icon={isAnyLeft ? 'picture' : 'approval'}
      title={isAnyLeft ? words.nothingToRender : words.nothing}
      action={<ButtonLink href="/mockups">{words.seeMockups}</ButtonLink>}
    >
      {isAnyLeft ? words.nothingToRenderBody : words.nothingBody}
    </EmptyState>
  )
}

function Quote({ quote, groupId, error }: StalePageProps) {
  const { pairs, cost, reused, remaining_annual, remaining_monthly, pace } = quote
  const warning = isBeyondBudget(quote) ? words.beyondBudget : paceWarning(quote)
  return (
    <Card title={words.renderAgain(pairs)}>
      <StatRow>
        <Stat label={words.cost} value={pluralize(cost, 'credit')} />
        <Stat label={words.reused} value={formatNumber(reused)} />
        <Stat label={words.leftThisYear} value={formatNumber(remaining_annual)} />
        <Stat
          label={words.leftThisMonth}
          value={formatNumber(remaining_monthly)}
          note={words.soft}
        />
      </StatRow>
      <p class="muted">
        {isBeyondBudget(quote) ? null : pace} {words.effect}
      </p>
      <QuoteWarning sentence={warning} />
      <Form action="/mockups/stale" label={words.form}>
        <input type="hidden" name="group_id" value={groupId} />
        <QuoteRefusal sentence={error} />
        <FormActions>
          <Button variant="primary" icon="retry" disabled={isBeyondBudget(quote)}>
            {cost === 0 ? words.forFree : words.forCredits(cost)}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}
