import { Hono, type Context as HonoContext } from 'hono'
import { findSubjects } from '../../domain/approvals/find-subjects.ts'
import { countRetries } from '../../domain/retries/count-retries.ts'
import { discardRetry } from '../../domain/retries/discard-retry.ts'
import { listRetries } from '../../domain/retries/list-retries.ts'
import { runRetry } from '../../domain/retries/run-retry.ts'
import { retryQuery } from '../../domain/retries/schemas.ts'
import { AppError, statusOf } from '../../errors.ts'
import type { PageNotice } from '../../views/layout.tsx'
import { RetriesPage } from '../../views/retries/retries-page.tsx'
import { RETRY_VIEWS, type RetryView } from '../../views/retries/retry-views.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { idParam } from '../respond/id-param.ts'
import { frameOf } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'

const PAGE_ROWS = 25
const NOT_FOUND = 'Retry not found'
const DONE: Record<string, PageNotice> = {
  started: {
    tone: 'sage',
    text: 'It is being tried again. It leaves the list when it has worked.',
  },
  discarded: { tone: 'sage', text: 'Discarded. It is not tried again.' },
}

export const retriesPages = new Hono<HubEnv>()
  .get('/', (c) => show(c))
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
    return show(c, cause)
  }
  return c.redirect(`/retries?show=${viewOf(c)}&done=${done}`, 303)
}

async function show(c: HonoContext<HubEnv>, refusal?: AppError): Promise<Response> {
  const { ctx } = c.var
  const view = viewOf(c)
  const { offset } = readFilters(c, retryQuery, ['offset'])
  const [page, counts] = await Promise.all([
    listRetries(ctx, { ...queryOf(view), limit: PAGE_ROWS, offset: offset ?? 0 }),
    countRetries(ctx),
  ])
  const references = page.rows.map((row) => ({
    type: row.operation_type === 'mockup_generation' ? ('mockup' as const) : ('product' as const),
    reference_id: row.subject_id,
  }))
  const subjects = await findSubjects(ctx, references)
  const rows = await Promise.all(
    page.rows.map(async (row) => {
      const subject = subjects.get(row.subject_id)
      const key = subject?.thumbnail_key ?? subject?.artwork_key ?? subject?.file_key
      const picture = key ? await ctx.files.link(key) : null
      return { ...row, subject: subject && { ...subject, picture } }
    }),
  )
  const notices: PageNotice[] = refusal ? [{ tone: 'amber', text: refusal.message }] : []
  return c.html(
    <RetriesPage
      frame={frameOf(c, DONE, notices)}
      page={{ ...page, rows }}
      view={view}
      counts={counts}
      now={ctx.clock.now()}
    />,
    refusal ? statusOf(refusal.code) : 200,
  )
}

function viewOf(c: HonoContext<HubEnv>): RetryView {
  const asked = c.req.query('show')
  return RETRY_VIEWS.find(({ name }) => name === asked)?.name ?? 'waiting'
}

function queryOf(view: RetryView) {
  return view === 'due' ? { due: true } : { status: view }
}
