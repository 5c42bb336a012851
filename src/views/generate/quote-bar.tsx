import type { RunQuote } from '../../domain/mockups/quote-run.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { counted } from '../counted.ts'
import { figure } from '../figure.ts'

const MAX_PAIRS_SHOWN_AS_ONE_RUN = 100

export type QuoteBarProps = {
  artworks: number
  scenes: number
  /** Absent until there is something to count. */
  quote?: RunQuote
  /** Why the work was refused or cannot be counted. */
  error?: string
}

/** What it will cost, and the button; it stays in sight while the page scrolls. */
export function QuoteBar({ artworks, scenes, quote, error }: QuoteBarProps) {
  return (
    <div class="bulk-bar quote-bar" id="quote" data-announce={quote ? costWords(quote) : undefined}>
      <div class="quote-words">
        {error ? (
          <p class="field-error" role="alert">
            <Icon name="warning" class="icon-small" />
            {error}
          </p>
        ) : null}
        {quote ? (
          <QuoteWords quote={quote} artworks={artworks} scenes={scenes} />
        ) : error ? null : (
          <p class="muted">Tick artworks and scenes to see what they cost.</p>
        )}
      </div>
      <div class="cluster bulk-actions">
        <Button formaction="/generate/quote" data-unscripted>
          Quote
        </Button>
        <Button variant="primary" icon="spark">
          Generate
        </Button>
      </div>
    </div>
  )
}

type QuoteWordsProps = { quote: RunQuote; artworks: number; scenes: number }

function QuoteWords({ quote, artworks, scenes }: QuoteWordsProps) {
  const known = scenes - quote.unknown_scenes.length
  return (
    <>
      <p class="figures">
        {counted(artworks, 'artwork')} × {counted(known, 'scene')} ={' '}
        <strong>{counted(quote.pairs, 'mockup')}</strong>, {costWords(quote)}
        {quote.reused > 0 ? `, ${figure(quote.reused)} reused free` : null}.
      </p>
      <p class="muted small figures">
        You have {figure(quote.remaining_annual)} this year, {figure(quote.remaining_monthly)} this
        month.
        {quote.pairs > MAX_PAIRS_SHOWN_AS_ONE_RUN ? ' It is split into several runs.' : null}
      </p>
      <Warning quote={quote} />
    </>
  )
}

function Warning({ quote }: { quote: RunQuote }) {
  const sentence = warningOf(quote)
  return sentence ? (
    <p class="small quote-warning">
      <Icon name="warning" class="icon-small" />
      {sentence}
    </p>
  ) : null
}

function warningOf({ cost, remaining_annual, remaining_monthly, unknown_scenes }: RunQuote) {
  if (cost > remaining_annual) return 'There are not enough credits left this year for all of it.'
  if (unknown_scenes.length > 0) {
    return `Scene template not found: ${unknown_scenes.join(', ')}. The other scenes go on.`
  }
  return cost > remaining_monthly ? 'It goes beyond this month’s soft limit.' : undefined
}

function costWords({ cost }: RunQuote): string {
  return cost === 0 ? 'costs nothing' : `costs ${counted(cost, 'credit')}`
}
