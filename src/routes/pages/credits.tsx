import { Hono, type Context as HonoContext } from 'hono'
import { utcMonth } from '../../clock.ts'
import { listCollections } from '../../domain/collections/list-collections.ts'
import { MAX_EXPORTED_ENTRIES } from '../../domain/credits/export-usage.ts'
import { forecast, paceSentence } from '../../domain/credits/forecast.ts'
import type { Credits } from '../../domain/credits/get-credits.ts'
import { readStatement } from '../../domain/credits/read-statement.ts'
import { type UsagePeriod, usageQuery } from '../../domain/credits/schemas.ts'
import { getSettings } from '../../domain/settings/get-settings.ts'
import { CreditCardPage } from '../../views/credits/credit-card-page.tsx'
import type { Choices } from '../../views/credits/credit-filter-bar.tsx'
import { CreditsPage } from '../../views/credits/credits-page.tsx'
import type { ForecastCardProps } from '../../views/credits/forecast-card.tsx'
import { formatPeriod, periodValue } from '../../views/credits/format-period.ts'
import type { HubEnv } from '../hub-env.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readCredits } from '../respond/read-credits.ts'
import { creditFilters, toUsageFilter } from './credit-filters.ts'
import { sceneNames } from './scene-names.ts'

const MONTHS_OFFERED = 24

export const creditsPages = new Hono<HubEnv>()
  .get('/', (c) => showStatement(c))
  .get('/card', async (c) =>
    c.html(
      <CreditCardPage
        frame={pageFrame(c)}
        credits={await readCredits(c.var.ctx)}
        again="every 10s"
        linked={c.req.query('on') !== 'statement'}
      />,
    ),
  )

async function showStatement(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const filters = creditFilters(c)
  const query = { ...toUsageFilter(filters), before: filters.before }
  const now = ctx.clock.now()
  const [credits, settings, statement, names, collections] = await Promise.all([
    readCredits(ctx),
    getSettings(ctx),
    readStatement(ctx, usageQuery.parse(query)),
    sceneNames(ctx),
    listCollections(ctx),
  ])
  return c.html(
    <CreditsPage
      frame={pageFrame(c)}
      credits={credits}
      forecast={credits && forecastOf(credits, now)}
      statement={statement}
      softLimit={settings.guardrails.monthly_mockup_soft_limit}
      names={names}
      filters={filters}
      collections={collections}
      periods={periodsOffered(now, statement.firstYear, filters.period)}
      mostInFile={MAX_EXPORTED_ENTRIES}
    />,
  )
}

function forecastOf(credits: Credits, now: number): ForecastCardProps {
  const known = forecast(credits.total_used, credits.remaining_annual, now)
  return { forecast: known, sentence: paceSentence(known), credits }
}

/** The years there are entries of, the latest months, and what is chosen. */
function periodsOffered(now: number, firstYear: number, chosen?: UsagePeriod): Choices {
  const { year, month } = utcMonth(now)
  const years = Array.from({ length: year - firstYear + 1 }, (_, back) => ({ year: year - back }))
  const months = Array.from({ length: MONTHS_OFFERED }, (_, back) =>
    utcMonth(Date.UTC(year, month - 1 - back)),
  )
  const offered = new Map(
    [...years, ...months, ...(chosen ? [chosen] : [])].map((period) => [
      periodValue(period),
      formatPeriod(period),
    ]),
  )
  return [...offered].map(([value, label]) => ({ value, label }))
}
