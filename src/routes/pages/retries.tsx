import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import {
  MAX_RETRIES_A_PRESS,
  type RunAllResult,
  runAllRetries,
} from '../../domain/recovery/run-all-retries.ts'
import { runRetry } from '../../domain/recovery/run-retry.ts'
import { countOpenRetries } from '../../domain/retries/count-open.ts'
import { countRetries } from '../../domain/retries/count-retries.ts'
import { discardRetry } from '../../domain/retries/discard-retry.ts'
import { referenceOf } from '../../domain/retries/get-retry.ts'
import { listRetriesWithSubjects } from '../../domain/retries/list-retries.ts'
import { retryQuery, runAllRequest } from '../../domain/retries/schemas.ts'
import { AppError, statusOf } from '../../errors.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { formatNumber } from '../../views/format-number.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { RetriesPage } from '../../views/retries/retries-page.tsx'
import { RETRY_VIEWS, type RetryView } from '../../views/retries/retry-views.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { idParam } from '../respond/id-param.ts'
import { invalid } from '../respond/invalid.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const PAGE_ROWS = 25
const NOT_FOUND = 'Retry not found'
const countInQuery = z.coerce.number().int().min(0).max(1_000_000).optional()
const startedQuery = z.object({
  started: countInQuery.catch(undefined),
  left: countInQuery.default(0).catch(0),
})
const DONE: Record<string, PageNotice> = {
  started: {
    tone: 'sage',
    text: 'It is being tried again. It leaves the list when it has worked.',
  },
  discarded: { tone: 'sage', text: 'Discarded. It is not tried again.' },
}

export const retriesPages = new Hono<HubEnv>()
  .get('/', (c) => show(c))
  .post('/run-all', limitForm, async (c) => {
    const { operation_type } = await c.req.parseBody()
    const asked = runAllRequest.safeParse({ operation_type })
    if (!asked.success) throw invalid('Invalid request body', asked.error.issues)
    const result = await runAllRetries(c.var.ctx, asked.data.operation_type)
    if (result.refused > 0) return show(c, { notice: refusedNotice(result) })
    const { started, left } = result
    return c.redirect(`/retries?show=${viewOf(c)}&started=${started}&left=${left}`, 303)
  })
  .post('/:id/run', limitForm, (c) =>
    attempt(c, 'started', () => runRetry(c.var.ctx, idParam(c, NOT_FOUND))),
  )
  .post('/:id/discard', limitForm, (c) =>
    attempt(c, 'discarded', () => discardRetry(c.var.ctx, idParam(c, NOT_FOUND))),
  )

/** Back to the list; with the reason, where it could not be done. */
async function attempt(
  c: HonoContext<HubEnv>,
  done: string,
  act: () => Promise<unknown>,
): Promise<Response> {
  try {
    await act()
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const notice = { tone: 'amber', text: cause.message } as const
    return show(c, { notice, status: statusOf(cause.code) })
  }
  return c.redirect(`/retries?show=${viewOf(c)}&done=${done}`, 303)
}

type Shown = { notice?: PageNotice; status?: ReturnType<typeof statusOf> }

async function show(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const view = viewOf(c)
  const position = readFilters(c, retryQuery, PAGE_NAMES)
  const [page, counts, open] = await Promise.all([
    listRetriesWithSubjects(ctx, {
      ...retryQuery.parse({ ...position, limit: PAGE_ROWS }),
      ...queryOf(view),
      counted: PAGE_COUNTED_ROWS,
    }),
    countRetries(ctx),
    countOpenRetries(ctx),
  ])
  const rows = await Promise.all(
    page.rows.map(async ({ subject, ...row }) => {
      const picture = subject?.file_key ? await ctx.files.path(subject.file_key) : null
      const shownSubject = subject ? { ...subject, picture } : undefined
      return { ...row, reference_id: referenceOf(row).reference_id, subject: shownSubject }
    }),
  )
  const notice = shown.notice ?? startedNotice(c)
  return c.html(
    <RetriesPage
      frame={frameOf(c, DONE, notice ? [notice] : [])}
      page={{ ...page, rows }}
      view={view}
      counts={counts}
      all={{ open, most: MAX_RETRIES_A_PRESS }}
      now={ctx.clock.now()}
    />,
    shown.status ?? 200,
  )
}

/** How many one press started, as the URL says after it. */
function startedNotice(c: HonoContext<HubEnv>): PageNotice | undefined {
  const { started, left } = startedQuery.parse(c.req.query())
  if (started === undefined || c.req.method !== 'GET') return undefined
  const more = left > 0 ? ` ${formatNumber(left)} more wait for another press.` : ''
  return { tone: 'sage', text: `Being tried again: ${formatNumber(started)}.${more}` }
}

function refusedNotice({ started, refused, left, reason }: RunAllResult): PageNotice {
  const rest = left > 0 ? ` ${formatNumber(left)} were not tried.` : ''
  return {
    tone: 'amber',
    title: `Being tried again: ${formatNumber(started)}. Refused: ${formatNumber(refused)}`,
    text: `${reason ?? 'They were changed meanwhile.'}${rest} Nothing was paid for those.`,
  }
}

function viewOf(c: HonoContext<HubEnv>): RetryView {
  const asked = c.req.query('show')
  return RETRY_VIEWS.find(({ name }) => name === asked)?.name ?? 'waiting'
}

function queryOf(view: RetryView) {
  return view === 'due' ? { due: true } : { status: view }
}
