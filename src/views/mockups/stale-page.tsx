import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { formatNumber } from '../format-number.ts'
import { isBeyondBudget, paceWarning } from '../generate/quote-bar.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { LeftOutScenes } from '../scenes/left-out-scenes.tsx'
import { MockupTile, type ShownMockup } from './mockup-tile.tsx'
import type { SceneNames } from './scene-label.ts'

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
    <Layout {...frame} title="Stale mockups" current="/mockups/stale">
      <PageHeader
        title="Stale mockups"
        lead="Pictures of an artwork or a room that has changed since they were rendered."
        back={{ href: '/mockups', label: 'Mockups' }}
      />
      <LeftOutScenes scenes={quote.unknown_scenes} problems={quote.scene_problems}>
        What was rendered in them stays as it is. Nothing is spent on them.
      </LeftOutScenes>
      {quote.pairs > 0 ? <Quote {...props} /> : null}
      {quote.pairs === 0 && quote.unknown_scenes.length === 0 ? <NothingStale /> : null}
      {mockups.length > 0 ? (
        <Section
          title="What is stale"
          actions={isMore ? <a href="/mockups?stale=true">All stale mockups</a> : null}
        >
          <ImageGrid label="Stale mockups">
            {mockups.map((view) => (
              <MockupTile view={view} names={names} now={now} />
            ))}
          </ImageGrid>
        </Section>
      ) : null}
    </Layout>
  )
}

function NothingStale() {
  return (
    <EmptyState
      icon="approval"
      title="Nothing to render again"
      action={<ButtonLink href="/mockups">See the mockups</ButtonLink>}
    >
      Every mockup shows its artwork and its room as they are now, or a newer one does.
    </EmptyState>
  )
}

function Quote({ quote, groupId, error }: StalePageProps) {
  const { pairs, cost, reused, remaining_annual, remaining_monthly, pace } = quote
  const warning = isBeyondBudget(quote)
    ? 'There are not enough credits left this year for all of it. Raise the annual budget in the settings, or regenerate the most important ones on their own pages.'
    : paceWarning(quote)
  return (
    <Card title={`Render ${pluralize(pairs, 'mockup')} again`}>
      <StatRow>
        <Stat label="It costs" value={pluralize(cost, 'credit')} />
        <Stat label="Reused free" value={formatNumber(reused)} />
        <Stat label="Left this year" value={formatNumber(remaining_annual)} />
        <Stat label="Left this month" value={formatNumber(remaining_monthly)} note="soft limit" />
      </StatRow>
      <p class="muted">
        {isBeyondBudget(quote) ? null : pace} The new pictures go through review as usual; the stale
        ones and the products that show them stay as they are.
      </p>
      {warning ? (
        <p class="quote-warning">
          <Icon name="warning" class="icon-small" />
          {warning}
        </p>
      ) : null}
      <Form action="/mockups/stale" label="Render stale mockups again">
        <input type="hidden" name="group_id" value={groupId} />
        {error ? (
          <p class="field-error" role="alert">
            <Icon name="warning" class="icon-small" />
            {error}
          </p>
        ) : null}
        <FormActions>
          <Button variant="primary" icon="retry" disabled={isBeyondBudget(quote)}>
            {cost === 0 ? 'Render again for free' : `Render again for ${pluralize(cost, 'credit')}`}
          </Button>
        </FormActions>
      </Form>
    </Card>
  )
}
