import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form, FormActions } from '../components/form.tsx'
import { ImageGrid } from '../components/image-grid.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { Section } from '../components/section.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { formWords } from '../components/words.ts'
import { formatNumber } from '../format-number.ts'
import { isBeyondBudget, paceWarning } from '../generate/quote-bar.tsx'
import { QuoteRefusal, QuoteWarning } from '../generate/quote-notes.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { pluralize } from '../pluralize.ts'
import { LeftOutScenes } from '../scenes/left-out-scenes.tsx'
import { MockupTile, type ShownMockup } from './mockup-tile.tsx'
import type { SceneNames } from './scene-label.ts'
import { mockupWords, outdatedWords } from './words.ts'

const words = mockupWords.several

export type RenderSeveralPageProps = {
  frame: PageFrame
  /** The first of them. */
  mockups: readonly ShownMockup[]
  /** All that can be rendered again. */
  ids: readonly string[]
  /** How many of those selected cannot, and why. */
  leftOut: { gone: number; unfinished: number; archived: number; sameOf: number }
  quote?: RunQuote | undefined
  error?: string | undefined
  /** Made with the page: pressing twice asks for the same work. */
  groupId: string
  back: string
  names: SceneNames
  now: number
}

/** What rendering several mockups again costs, and the button. */
export function RenderSeveralPage(props: RenderSeveralPageProps) {
  const { frame, mockups, ids, quote, names, now } = props
  const pairs = quote?.pairs ?? 0
  return (
    <Layout {...frame} title={words.title(pairs || ids.length)} current="/mockups">
      <PageHeader
        title={words.title(pairs || ids.length)}
        lead={words.lead}
        back={{ href: '/mockups', label: mockupWords.title }}
      />
      {quote ? (
        <LeftOutScenes scenes={quote.unknown_scenes} problems={quote.scene_problems}>
          {words.leftOut}
        </LeftOutScenes>
      ) : null}
      {ids.length === 0 ? (
        <EmptyState
          icon="picture"
          title={words.none}
          action={<ButtonLink href="/mockups">{words.gallery}</ButtonLink>}
        >
          {leftOutText(props.leftOut)} {words.noneBody}
        </EmptyState>
      ) : (
        <Confirm {...props} />
      )}
      {mockups.length > 0 ? (
        <Section title={words.list}>
          <ImageGrid label={words.list} size="small">
            {mockups.map((view) => (
              <MockupTile view={view} names={names} now={now} />
            ))}
          </ImageGrid>
          {pairs > mockups.length ? (
            <p class="muted">{words.more(pairs - mockups.length)}</p>
          ) : null}
        </Section>
      ) : null}
    </Layout>
  )
}

function leftOutText(leftOut: RenderSeveralPageProps['leftOut']): string {
  const { gone, unfinished, archived, sameOf } = leftOut
  return [
    unfinished > 0 && words.unfinished(unfinished),
    archived > 0 && words.archived(archived),
    sameOf > 0 && words.sameOf(sameOf),
    gone > 0 && words.gone(gone),
  ]
    .filter(Boolean)
    .join(' ')
}

function Confirm(props: RenderSeveralPageProps) {
  const { ids, quote, error, groupId, back } = props
  const warning = quote && (isBeyondBudget(quote) ? words.beyondBudget : paceWarning(quote))
  return (
    <Card>
      {quote ? (
        <StatRow>
          <Stat label={words.mockups} value={formatNumber(quote.pairs)} />
          <Stat label={words.cost} value={pluralize(quote.cost, 'credit')} />
          <Stat label={outdatedWords.leftThisYear} value={formatNumber(quote.remaining_annual)} />
          <Stat
            label={outdatedWords.leftThisMonth}
            value={formatNumber(quote.remaining_monthly)}
            note={outdatedWords.soft}
          />
        </StatRow>
      ) : null}
      <p class="muted">
        {leftOutText(props.leftOut)} {quote && !isBeyondBudget(quote) ? quote.pace : null}
      </p>
      <QuoteWarning sentence={warning} />
      <Form action="/mockups/regenerate" label={words.form}>
        <input type="hidden" name="group_id" value={groupId} />
        <input type="hidden" name="back" value={back} />
        {ids.map((id) => (
          <input type="hidden" name="id" value={id} />
        ))}
        <QuoteRefusal sentence={error} />
        <FormActions>
          {quote ? (
            <Button variant="primary" icon="retry" disabled={isBeyondBudget(quote)}>
              {words.confirm(quote.cost)}
            </Button>
          ) : null}
          <ButtonLink href={back} variant="quiet">
            {formWords.cancel}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  )
}
