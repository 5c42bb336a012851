import type { RunQuote } from '../../domain/runs/quote-run.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { monthlyPace, shareOf } from '../credits/budget-tones.ts'
import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

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
    <div class="bulk-bar quote-bar" id="quote" data-announce={quote ? costLabel(quote) : undefined}>
      <div class="quote-summary">
        {error ? (
          <p class="field-error" role="alert">
            <Icon name="warning" class="icon-small" />
            {error}
          </p>
        ) : null}
        {quote ? (
          <QuoteSummary quote={quote} artworks={artworks} scenes={scenes} />
        ) : error ? null : (
          <p class="muted">Tick artworks and scenes to see what they cost.</p>
        )}
      </div>
      <div class="cluster bulk-actions">
        <Button formaction="/generate/quote" data-unscripted>
          Quote
        </Button>
        <Button variant="primary" icon="spark" disabled={quote ? isBeyondBudget(quote) : false}>
          Generate
        </Button>
      </div>
    </div>
  )
}

type QuoteSummaryProps = { quote: RunQuote; artworks: number; scenes: number }

function QuoteSummary({ quote, artworks, scenes }: QuoteSummaryProps) {
  const known = scenes - quote.unknown_scenes.length
  return (
    <>
      <p class="figures">
        {pluralize(artworks, 'artwork')} × {pluralize(known, 'scene')} ={' '}
        <strong>{pluralize(quote.pairs, 'mockup')}</strong>, {costLabel(quote)}
        {quote.reused > 0 ? `, ${formatNumber(quote.reused)} reused free` : null}.
      </p>
      <p class="muted small figures">
        You have {formatNumber(quote.remaining_annual)} this year,{' '}
        {formatNumber(quote.remaining_monthly)} this month.{' '}
        {quote.cost > quote.remaining_annual ? null : quote.pace}
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

function warningOf(quote: RunQuote): string | undefined {
  const { unknown_scenes, scene_problems } = quote
  if (isBeyondBudget(quote)) {
    return 'There are not enough credits left this year for all of it. Tick less, or raise the annual budget in the settings.'
  }
  if (unknown_scenes.length > 0) {
    const reasons = Object.values(scene_problems).join(' ')
    return `Scene template not found: ${unknown_scenes.join(', ')}. ${reasons} The other scenes go on.`
  }
  return paceWarning(quote)
}

/** The month is a pace, not a wall: it is warned about and never stops anything. */
export function paceWarning(quote: RunQuote): string | undefined {
  const { cost, monthly_used, monthly_soft_limit } = quote
  const used = monthly_used + cost
  const { label } = monthlyPace(shareOf(used, monthly_soft_limit))
  if (cost === 0 || label === 'On track') return undefined
  const pace = `${formatNumber(used)} of ${formatNumber(monthly_soft_limit)}`
  return used > monthly_soft_limit
    ? `It is beyond this month’s soft limit: ${pace} credits. You can still continue.`
    : `It takes this month’s pace above target: ${pace} credits. You can still go on.`
}

export function isBeyondBudget({ cost, remaining_annual }: RunQuote): boolean {
  return cost > remaining_annual
}

function costLabel({ cost }: RunQuote): string {
  return cost === 0 ? 'costs nothing' : `costs ${pluralize(cost, 'credit')}`
}
