import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { countNeedsYou, type LayoutData } from '../../domain/notices/read-layout-data.ts'
import { listFailedPublishes } from '../../domain/publishing/list-failed-publishes.ts'
import { MAX_RETRIES_A_PRESS } from '../../domain/recovery/run-all-retries.ts'
import { countOpenRetries } from '../../domain/retries/count-open.ts'
import { referenceOf } from '../../domain/retries/get-retry.ts'
import { listRetriesWithSubjects } from '../../domain/retries/list-retries.ts'
import { type RetryStatus, retryQuery } from '../../domain/retries/schemas.ts'
import { listSuspects } from '../../domain/suspects/list-suspects.ts'
import { SUSPECT_HOURS } from '../../domain/suspects/schemas.ts'
import type { statusOf } from '../../errors.ts'
import { PAGE_COUNTED_ROWS, PAGE_NAMES, pageQuery } from '../../paging.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { type ProblemsContent, ProblemsPage } from '../../views/problems/problems-page.tsx'
import { PROBLEM_TABS, type ProblemTab } from '../../views/problems/problems-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { linkPicture, linkThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { sceneNames } from './scene-names.ts'

const PAGE_ROWS = 25
const HOUR_MS = 60 * 60_000
const tabs = z
  .enum(PROBLEM_TABS.map(({ name }) => name))
  .optional()
  .catch(undefined)
const resolution = z.enum(['succeeded', 'discarded']).catch('succeeded')

type Shown = { toasts?: readonly ToastProps[]; status?: ReturnType<typeof statusOf> }

/** The tab that the URL names, if it names one. */
export function problemTab(c: HonoContext<HubEnv>): ProblemTab | undefined {
  return tabs.parse(c.req.query('tab'))
}

/** The page of problems: the tab that is asked for, else the first with work on it. */
export async function showProblems(c: HonoContext<HubEnv>, shown: Shown = {}): Promise<Response> {
  const { ctx } = c.var
  const asked = problemTab(c)
  const [data, open, content] = await Promise.all([
    c.var.layoutData(),
    countOpenRetries(ctx),
    asked ? readTab(c, asked) : readFirst(c),
  ])
  const hasRetries = content.tab === 'needs_you' || content.tab === 'waiting'
  return c.html(
    <ProblemsPage
      frame={pageFrame(c, shown.toasts)}
      counts={{
        needs_you: countNeedsYou(data),
        waiting: countWaiting(data),
        suspects: data.suspects,
        publishing: data.failed_publishes,
      }}
      content={content}
      all={hasRetries ? { open, most: MAX_RETRIES_A_PRESS } : undefined}
    />,
    shown.status ?? 200,
  )
}

function countWaiting({ retrying, held_up }: LayoutData): number {
  return retrying + held_up
}

/** Both tabs that can be the first with work are read at once, so that none waits for the other. */
async function readFirst(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const [data, needsYou, waiting] = await Promise.all([
    c.var.layoutData(),
    readNeedsYou(c),
    readWaiting(c),
  ])
  return countNeedsYou(data) === 0 && countWaiting(data) > 0 ? waiting : needsYou
}

function readTab(c: HonoContext<HubEnv>, tab: ProblemTab): Promise<ProblemsContent> {
  switch (tab) {
    case 'needs_you':
      return readNeedsYou(c)
    case 'waiting':
      return readWaiting(c)
    case 'suspects':
      return readSuspects(c)
    case 'publishing':
      return readPublishing(c)
    case 'resolved':
      return readResolved(c)
  }
}

async function readNeedsYou(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const { ctx } = c.var
  const [data, page, names] = await Promise.all([
    c.var.layoutData(),
    readRetries(c, 'exhausted'),
    sceneNames(ctx),
  ])
  const { connections, suspects, unattended_publishes: unattended, retrying } = data
  const now = ctx.clock.now()
  return { tab: 'needs_you', connections, suspects, unattended, retrying, page, names, now }
}

async function readWaiting(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const { ctx } = c.var
  const [data, running, page, names] = await Promise.all([
    c.var.layoutData(),
    readRetries(c, 'running', { isWhole: true }),
    readRetries(c, 'waiting'),
    sceneNames(ctx),
  ])
  const heldUp = { mockups: data.held_up, next: data.next_attempt_at }
  return { tab: 'waiting', heldUp, running: running.rows, page, names, now: ctx.clock.now() }
}

async function readSuspects(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const { ctx } = c.var
  const [suspects, names] = await Promise.all([listSuspects(ctx), sceneNames(ctx)])
  const rows = suspects.map(async (suspect) => ({
    ...suspect,
    picture: await linkThumbnail(ctx, suspect.view.asset),
    countsAtMs: Date.parse(suspect.view.picture.updated_at) + SUSPECT_HOURS * HOUR_MS,
  }))
  const now = ctx.clock.now()
  return { tab: 'suspects', rows: await Promise.all(rows), names, hours: SUSPECT_HOURS, now }
}

async function readPublishing(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const { ctx } = c.var
  const position = readFilters(c, pageQuery, PAGE_NAMES)
  const query = pageQuery.parse({ ...position, limit: PAGE_ROWS })
  const page = await listFailedPublishes(ctx, { ...query, counted: PAGE_COUNTED_ROWS })
  const rows = page.rows.map(async (row) => ({
    ...row,
    picture: await linkPicture(ctx, row.picture),
  }))
  return {
    tab: 'publishing',
    page: { ...page, rows: await Promise.all(rows) },
    now: ctx.clock.now(),
  }
}

async function readResolved(c: HonoContext<HubEnv>): Promise<ProblemsContent> {
  const { ctx } = c.var
  const status = resolution.parse(c.req.query('status'))
  const [page, names] = await Promise.all([readRetries(c, status), sceneNames(ctx)])
  return { tab: 'resolved', status, page, names, now: ctx.clock.now() }
}

/** A page of retries in one status; with `isWhole` the newest, whatever page the URL asks for. */
async function readRetries(c: HonoContext<HubEnv>, status: RetryStatus, { isWhole = false } = {}) {
  const { ctx } = c.var
  const position = isWhole ? {} : readFilters(c, retryQuery, PAGE_NAMES)
  const query = retryQuery.parse({ ...position, status, limit: PAGE_ROWS })
  const page = await listRetriesWithSubjects(ctx, { ...query, counted: PAGE_COUNTED_ROWS })
  const rows = page.rows.map(async ({ subject, ...row }) => ({
    ...row,
    reference_id: referenceOf(row).reference_id,
    subject: subject
      ? { ...subject, picture: await linkPicture(ctx, subject.file_key) }
      : undefined,
  }))
  return { ...page, rows: await Promise.all(rows) }
}
