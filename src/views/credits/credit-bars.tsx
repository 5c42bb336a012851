import type { Credits } from '../../domain/credits/get-credits.ts'
import { Cluster, Stack } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Icon } from '../components/icon.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { formatNumber } from '../format-number.ts'
import { annualTone, monthlyPace, shareOf } from './budget-tones.ts'

/** The two bars of the credit card and what is neither used nor free. */
export function CreditBars({ credits }: { credits: Credits }) {
  return (
    <>
      <AnnualBudget credits={credits} />
      <MonthlyPace credits={credits} />
      <Undecided credits={credits} />
    </>
  )
}

function AnnualBudget({ credits }: { credits: Credits }) {
  const { total_used, annual_budget, remaining_annual } = credits
  const share = shareOf(total_used, annual_budget)
  const { tone, warn } = annualTone(share)
  return (
    <Stack gap="small">
      <ProgressBar
        id="annual-budget"
        label="Annual Budget"
        value={total_used}
        max={annual_budget}
        tone={tone}
        valueText={`${formatNumber(remaining_annual)} remaining`}
      />
      <Cluster spread>
        <p class="small muted figures">
          {formatNumber(total_used)} / {formatNumber(annual_budget)} used this year
        </p>
        {warn ? (
          <Badge tone={tone === 'red' ? 'red' : 'amber'}>
            <Icon name="warning" class="icon-small" />
            {Math.floor(share * 100)}% used
          </Badge>
        ) : null}
      </Cluster>
    </Stack>
  )
}

function MonthlyPace({ credits }: { credits: Credits }) {
  const { monthly_used, monthly_soft_limit } = credits
  const { tone, label } = monthlyPace(shareOf(monthly_used, monthly_soft_limit))
  return (
    <Stack gap="small">
      <ProgressBar
        id="monthly-pace"
        label="Monthly Pace"
        value={monthly_used}
        max={monthly_soft_limit}
        tone={tone}
      />
      <Cluster spread>
        <p class="small muted figures">
          {formatNumber(monthly_used)} / {formatNumber(monthly_soft_limit)} soft limit
        </p>
        <Badge tone={label === 'On track' ? 'sage' : 'amber'}>{label}</Badge>
      </Cluster>
    </Stack>
  )
}

function Undecided({ credits: { held, suspect } }: { credits: Credits }) {
  if (held === 0 && suspect === 0) return null
  return (
    <p class="small muted figures">
      {held > 0 ? `${formatNumber(held)} held for renders under way. ` : null}
      {suspect > 0 ? (
        <a href="/suspects">
          {formatNumber(suspect)} may have been charged and wait for a decision.
        </a>
      ) : null}
    </p>
  )
}
