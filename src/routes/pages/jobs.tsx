import { Hono, type Context as HonoContext } from 'hono'
import * as z from 'zod'
import type { Context } from '../../context.ts'
import { isAtShops } from '../../domain/jobs/arrivals.ts'
import { cancelJob } from '../../domain/jobs/cancel-job.ts'
import { listJobs, readJob } from '../../domain/jobs/read-job.ts'
import { retryJob } from '../../domain/jobs/retry-job.ts'
import { jobListQuery, jobQuery } from '../../domain/jobs/schemas.ts'
import { undoJob } from '../../domain/jobs/undo-job.ts'
import { countParked } from '../../domain/publishing/resume-parked.ts'
import { AppError } from '../../errors.ts'
import { lastPosition, PAGE_COUNTED_ROWS, PAGE_NAMES } from '../../paging.ts'
import { sha256Hex } from '../../sha256.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { urlWith } from '../../views/components/url-with.ts'
import { JobPage } from '../../views/jobs/job-page.tsx'
import { JobsPage } from '../../views/jobs/jobs-page.tsx'
import { jobWords as words } from '../../views/jobs/words.ts'
import type { HubEnv } from '../hub-env.ts'
import { limitForm } from '../middleware/limit-form.ts'
import { redirectWith } from '../respond/flash.ts'
import { idParam } from '../respond/id-param.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { showNewJob, startNewJob } from './new-job.tsx'

const PAGE_ROWS = 25
const JOB_ROWS = 100
const MINUTE_MS = 60_000
const NOT_FOUND = 'Job not found'

export const jobsPages = new Hono<HubEnv>()
  .get('/', async (c) => {
    const { ctx } = c.var
    const filters = readFilters(c, jobListQuery, PAGE_NAMES)
    const query = { ...jobListQuery.parse({ ...filters, limit: PAGE_ROWS }) }
    const page = await listJobs(ctx, { ...query, counted: PAGE_COUNTED_ROWS })
    if (page.rows.length === 0 && page.total > 0) {
      return c.redirect(urlWith('/jobs', { ...filters, ...lastPosition(page) }), 303)
    }
    return c.html(
      <JobsPage frame={pageFrame(c)} page={page} filters={filters} now={ctx.clock.now()} />,
    )
  })
  .get('/new', showNewJob)
  .post('/', limitForm, startNewJob)
  .get('/:id', showJob)
  .post('/:id/cancel', limitForm, (c) =>
    act(c, async (ctx, id) => {
      await cancelJob(ctx, id)
      return { tone: 'sage', text: words.wasCancelled }
    }),
  )
  .post('/:id/retry', limitForm, (c) =>
    act(c, async (ctx, id) => ({ tone: 'sage', text: words.retrying(await retryJob(ctx, id)) })),
  )
  .post('/:id/undo', limitForm, async (c) => {
    const id = idParam(c, NOT_FOUND)
    try {
      const { jobId } = await undoJob(c.var.ctx, id)
      return redirectWith(c, `/jobs/${jobId}`, { tone: 'sage', text: words.undoing })
    } catch (cause) {
      return redirectWith(c, `/jobs/${id}`, refusalToast(cause))
    }
  })

async function act(
  c: HonoContext<HubEnv>,
  verb: (ctx: Context, id: string) => Promise<ToastProps>,
): Promise<Response> {
  const id = idParam(c, NOT_FOUND)
  const toast = await verb(c.var.ctx, id).catch(refusalToast)
  return redirectWith(c, `/jobs/${id}`, toast)
}

function refusalToast(cause: unknown): ToastProps {
  if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause
  return { tone: 'amber', text: cause.message }
}

const rowFilters = z.object({
  state: jobQuery.shape.state,
  arrival: jobQuery.shape.arrival,
  after: z.coerce.number().int().min(0).optional(),
})

async function showJob(c: HonoContext<HubEnv>): Promise<Response> {
  const { ctx } = c.var
  const id = idParam(c, NOT_FOUND)
  const filters = readFilters(c, rowFilters, ['state', 'arrival', 'after'])
  const { after = 0, state, arrival } = filters
  const view = await readJob(ctx, id, { limit: JOB_ROWS, after, state, arrival })
  const now = ctx.clock.now()
  const parked = isAtShops(view.job) ? await countParked(ctx, id) : 0
  const seen = await sha256Hex(JSON.stringify([view, parked, Math.floor(now / MINUTE_MS)]))
  // What polls has it already: nothing is made and sent for it.
  if (c.req.header('hx-request') && c.req.query('seen') === seen) return c.body(null, 204)
  return c.html(
    <JobPage
      frame={pageFrame(c)}
      job={view.job}
      rows={view.rows}
      nextAfter={view.nextAfter}
      filters={filters}
      now={now}
      parked={parked}
      seen={seen}
    />,
  )
}
