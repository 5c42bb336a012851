import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { Button } from '../components/button.tsx'
import { monthlyPace, shareOf } from '../credits/budget-tones.ts'
import { QuoteRefusal, QuoteWarning } from './quote-notes.tsx'
import { generateWords } from './words.ts'

const MAX_PAIRS_SHOWN_AS_ONE_RUN = 100

export type QuoteBarProps = {
  artworks: number
  scenes: number
  /** Absent until there is something to count. */
  quote?: RunQuote
  /** Names the choice that the quote is for: sent along, it says what was seen before it is spent. */
  quotedFor?: string
  /** The button was pressed before this cost was seen: at first, or for another choice. */
  confirm?: 'first' | 'changed'
  /** Why the work was refused or cannot be counted. */
  error?: string
}

/**
 * What it will cost, and the button; it stays in sight while the page scrolls. Without a quote the
 * button asks for it, and spends nothing.
 */
export function QuoteBar(props: QuoteBarProps) {
  const { quote, quotedFor, error } = props
  return (
    <div
      class="bulk-bar quote-bar"
      id="quote"
      data-announce={quote ? generateWords.cost(quote.cost) : undefined}
    >
      {quotedFor ? <input type="hidden" name="quoted" value={quotedFor} /> : null}
      <div class="quote-summary">
        <QuoteRefusal sentence={error} />
        {quote ? <QuoteSummary {...props} quote={quote} /> : null}
        {quote || error ? null : <p class="muted">{generateWords.nothingSelected}</p>}
      </div>
      <div class="cluster bulk-actions">
        <Button variant="primary" icon="spark" disabled={quote ? isBeyondBudget(quote) : false}>
          {quote ? generateWords.generate(quote.cost) : generateWords.seeCost}
        </Button>
      </div>
    </div>
  )
}

type QuoteSummaryProps = QuoteBarProps & { quote: RunQuote }

function QuoteSummary({ quote, artworks, scenes, confirm }: QuoteSummaryProps) {
  const known = scenes - quote.unknown_scenes.length
  const button = generateWords.generate(quote.cost)
  return (
    <>
      {confirm && !isBeyondBudget(quote) ? (
        <p role="alert">
          {confirm === 'first' ? generateWords.confirm(button) : generateWords.changed(button)}
        </p>
      ) : null}
      <p class="figures">
        {generateWords.sum(artworks, known)} <strong>{generateWords.mockups(quote.pairs)}</strong>{' '}
        {generateWords.cost(quote.cost)}
        {quote.reused > 0 ? generateWords.reused(quote.reused) : null}.
      </p>
      <p class="muted small figures">
        {generateWords.left(quote.remaining_annual, quote.remaining_monthly)}
        {quote.cost > 0 && !isBeyondBudget(quote)
          ? generateWords.leftAfter(quote.remaining_annual - quote.cost)
          : null}{' '}
        {isBeyondBudget(quote) ? null : quote.pace}
        {quote.pairs > MAX_PAIRS_SHOWN_AS_ONE_RUN ? generateWords.split : null}
      </p>
      <QuoteWarning sentence={warningOf(quote)} />
    </>
  )
}

function warningOf(quote: RunQuote): string | undefined {
  const { unknown_scenes, scene_problems } = quote
  if (isBeyondBudget(quote)) return generateWords.tooExpensive
  if (unknown_scenes.length > 0) {
    return generateWords.scenesNotFound(unknown_scenes, Object.values(scene_problems).join(' '))
  }
  return paceWarning(quote)
}

/** The month's soft limit is a pace: it is warned about and never stops anything. */
export function paceWarning(quote: RunQuote): string | undefined {
  const { cost, monthly_used, monthly_soft_limit } = quote
  const used = monthly_used + cost
  const { label } = monthlyPace(shareOf(used, monthly_soft_limit))
  if (cost === 0 || label === 'On track') return undefined
  return used > monthly_soft_limit
    ? generateWords.beyondSoftLimit(used, monthly_soft_limit)
    : generateWords.aboveTarget(used, monthly_soft_limit)
}

export function isBeyondBudget({ cost, remaining_annual }: RunQuote): boolean {
  return cost > remaining_annual
}
