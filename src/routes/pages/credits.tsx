import { Hono, type Context as HonoContext } from 'hono'
import { utcMonth } from '../../clock.ts'
import { listUsage } from '../../domain/credits/list-usage.ts'
import { usageQuery, yearAndMonth } from '../../domain/credits/schemas.ts'
import { sumUsage } from '../../domain/credits/sum-usage.ts'
import { CreditCardPage } from '../../views/credits/credit-card-page.tsx'
import { CreditsPage } from '../../views/credits/credits-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readCredits } from '../respond/read-credits.ts'
import { readFilters } from '../respond/read-filters.ts'
import { sceneNames } from './scene-names.ts'

const MONTHS_OFFERED = 24
const monthName = new Intl.DateTimeFormat('en-GB', {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

export const creditsPages = new Hono<HubEnv>()
  .get('/', (c) => showStatement(c))
  .get('/card', async (c) =>
    c.html(
      <CreditCardPage
        frame={frameOf(c, {})}
        credits={await readCredits(c.var.ctx)}
        again="every 10s"
        linked={c.req.query('on') !== 'statement'}
      />,
    ),
  )

async function showStatement(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const months = lastMonths(ctx.clock.now())
  const chosen = yearAndMonth.safeParse(c.req.query('month')).data
  const present = utcMonth(ctx.clock.now())
  const filters = readFilters(c, usageQuery, ['operation', 'before'])
  const [credits, sums, page, names] = await Promise.all([
    readCredits(ctx),
    sumUsage(ctx, chosen ?? present),
    listUsage(ctx, usageQuery.parse({ ...filters, ...chosen })),
    sceneNames(ctx),
  ])
  return c.html(
    <CreditsPage
      frame={frameOf(c, {})}
      credits={credits}
      month={{ name: monthLabel(chosen ?? present), sums }}
      page={page}
      names={names}
      filters={{ ...filters, month: chosen ? monthValue(chosen) : undefined }}
      months={months}
    />,
  )
}

type Month = { year: number; month: number }

function lastMonths(now: number): { value: string; label: string }[] {
  const { year, month } = utcMonth(now)
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const one = utcMonth(Date.UTC(year, month - 1 - back))
    return { value: monthValue(one), label: monthLabel(one) }
  })
}

function monthValue({ year, month }: Month): string {
  return `${year}-${String(month).padStart(2, '0')}`
}

function monthLabel({ year, month }: Month): string {
  return monthName.format(Date.UTC(year, month - 1))
}
