import type { Credits } from '../../domain/credits/get-credits.ts'
import { Cluster, Stack } from '../components/arrange.tsx'
import { Badge } from '../components/badge.tsx'
import { Icon } from '../components/icon.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { problemsUrl } from '../problems/problems-url.ts'
import { annualTone, monthlyPace, shareOf } from './budget-tones.ts'
import { creditWords } from './words.ts'

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
        label={creditWords.annualBudget}
        value={total_used}
        max={annual_budget}
        tone={tone}
        valueText={creditWords.remaining(remaining_annual)}
      />
      <Cluster spread>
        <p class="small muted figures">{creditWords.usedThisYear(total_used, annual_budget)}</p>
        {warn ? (
          <Badge tone={tone === 'red' ? 'red' : 'amber'}>
            <Icon name="warning" class="icon-small" />
            {creditWords.share(share)}
          </Badge>
        ) : null}
      </Cluster>
    </Stack>
  )
}

function MonthlyPace({ credits }: { credits: Credits }) {
  const { monthly_used, monthly_soft_limit, total_used, annual_budget } = credits
  const { tone, label } = monthlyPace(
    shareOf(monthly_used, monthly_soft_limit),
    shareOf(total_used, annual_budget),
  )
  return (
    <Stack gap="small">
      <ProgressBar
        id="monthly-pace"
        label={creditWords.monthlyPace}
        value={monthly_used}
        max={monthly_soft_limit}
        tone={tone}
      />
      <Cluster spread>
        <p class="small muted figures">{creditWords.softLimit(monthly_used, monthly_soft_limit)}</p>
        <Badge tone={label === 'On track' ? 'sage' : 'amber'}>{label}</Badge>
      </Cluster>
    </Stack>
  )
}

function Undecided({ credits: { held, suspect } }: { credits: Credits }) {
  // Its line is always there: nothing moves when a render begins or ends.
  return (
    <p class="small muted figures credit-notes">
      {held > 0 ? `${creditWords.held(held)} ` : null}
      {suspect > 0 ? (
        <a href={problemsUrl('suspects')}>{creditWords.unconfirmed(suspect)}</a>
      ) : null}
    </p>
  )
}
