import type { Job } from '../../db/schema/jobs.ts'
import { describeActor } from '../../domain/activity/describe-actor.ts'
import { onTheWay } from '../../domain/jobs/arrivals.ts'
import { retryable } from '../../domain/jobs/job.ts'
import type { JobRow } from '../../domain/jobs/read-job.ts'
import { ActionForm } from '../components/action-form.tsx'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { DataTable } from '../components/data-table.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { Notice } from '../components/notice.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { Tabs } from '../components/tabs.tsx'
import { DateText, TimeAgo } from '../components/time-ago.tsx'
import { urlWith } from '../components/url-with.ts'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { JobArrivals } from './job-arrivals.tsx'
import {
  cancelledOf,
  describeChange,
  endedOf,
  jobStatus,
  jobTitle,
  rowStatus,
} from './job-labels.ts'
import { jobWords as words } from './words.ts'

const PART = 'job'
const EVERY_SECONDS = 2
/** While a shop takes its time, or waits for other credentials. */
const SELDOM_SECONDS = 30
const SELDOM_AFTER_MS = 30 * 60_000
const REFRESHED_SECONDS = 5
const ANNOUNCED_STEPS = 4

type JobFilters = {
  state?: JobRow['state'] | undefined
  arrival?: 'done' | 'failed' | undefined
  after?: number | undefined
}

export type JobPageProps = {
  frame: PageFrame
  job: Job
  rows: readonly JobRow[]
  nextAfter: number | undefined
  filters: JobFilters
  now: number
  /** How many of its products wait for credentials of their shop, counted to 100. */
  parked: number
  /** Names the state that is shown: asked with it again, the same is not sent twice. */
  seen: string
}

/** A job with its figures and rows; fetches itself until all of it has ended, also at a shop. */
export function JobPage(props: JobPageProps) {
  const { frame, job, filters, seen } = props
  const url = urlWith(`/jobs/${job.id}`, filters)
  const running = job.state === 'running'
  const everySeconds = pollsEvery(props)
  return (
    <Layout
      {...frame}
      title={words.tab(jobTitle(job))}
      current={`/jobs/${job.id}`}
      refreshSeconds={everySeconds && Math.max(everySeconds, REFRESHED_SECONDS)}
    >
      <section
        {...liveAttributes(PART, urlWith(`/jobs/${job.id}`, { ...filters, seen }), everySeconds)}
        class="results"
        id={PART}
        aria-label={words.job}
        data-announce={announced(job)}
      >
        <Header {...props} />
        <ProgressBar
          id="job"
          label={words.progress}
          value={endedOf(job)}
          max={job.total}
          valueText={words.ended(endedOf(job), job.total)}
          tone={running ? 'teal' : 'sage'}
        />
        <JobArrivals job={job} now={props.now} />
        <Figures job={job} />
        <Notes {...props} />
        <Rows {...props} />
        {everySeconds ? (
          <p class="muted small" data-unscripted>
            {words.refreshes} <a href={url}>{words.refresh}</a>
          </p>
        ) : null}
      </section>
    </Layout>
  )
}

function pollsEvery({ job, now }: JobPageProps): number | undefined {
  if (job.state === 'running') return EVERY_SECONDS
  if (onTheWay(job) <= 0) return undefined
  const endedMs = now - Date.parse(job.ended_at ?? job.updated_at)
  return endedMs < SELDOM_AFTER_MS ? EVERY_SECONDS : SELDOM_SECONDS
}

/** Said aloud in quarters, not with every product. */
function announced(job: Job): string {
  const { state, done, failed, not_arrived, total } = job
  const waiting = onTheWay(job)
  if (state !== 'running' && waiting <= 0) {
    return words.announced(done - not_arrived, failed + not_arrived)
  }
  const ended = state === 'running' ? endedOf(job) : total - waiting
  const quarters = Math.floor((ended / Math.max(total, 1)) * ANNOUNCED_STEPS)
  return words.percent((quarters * 100) / ANNOUNCED_STEPS)
}

function Header({ job, now }: JobPageProps) {
  const change = describeChange(job)
  const { tone, label } = jobStatus(job)
  return (
    <PageHeader
      title={jobTitle(job)}
      back={{ href: '/jobs', label: words.jobs }}
      badges={<Badge tone={tone}>{label}</Badge>}
      lead={
        <>
          {change ? `${change} · ` : null}
          {words.started} <TimeAgo at={job.created_at} now={now} />{' '}
          {words.by(describeActor(job.created_by).name)}
        </>
      }
      actions={<Actions job={job} now={now} />}
    />
  )
}

function Actions({ job, now }: Pick<JobPageProps, 'job' | 'now'>) {
  const { id, type, state, failed, done, changed, total, undone_by } = job
  if (state === 'running') {
    return (
      <ConfirmButton
        id="cancel-job"
        label={words.cancel}
        title={words.cancelTitle}
        action={`/jobs/${id}/cancel`}
        confirmLabel={words.cancelConfirm}
      >
        <p>{words.cancelEffect(total - done - failed)}</p>
      </ConfirmButton>
    )
  }
  return (
    <>
      {retryable(job) > 0 && !undone_by ? (
        <ActionForm action={`/jobs/${id}/retry`}>
          {type === 'undo' && failed === 0 ? words.goOn : words.retry}
        </ActionForm>
      ) : null}
      {canUndo(job, now) ? (
        <ConfirmButton
          id="undo-job"
          label={words.undo}
          title={words.undoTitle}
          action={`/jobs/${id}/undo`}
          confirmVariant="primary"
        >
          <p>{words.undoEffect(changed)}</p>
        </ConfirmButton>
      ) : null}
    </>
  )
}

function canUndo({ undo_until, undone_by, changed }: Job, now: number): boolean {
  return undone_by === null && changed > 0 && undo_until !== null && Date.parse(undo_until) > now
}

function Figures({ job }: Pick<JobPageProps, 'job'>) {
  const { id, done, failed, changed, total, state } = job
  return (
    <StatRow>
      <Stat label={words.total} value={formatNumber(total)} />
      <Stat
        label={words.done}
        value={formatNumber(done)}
        note={changed < done ? words.unchanged(done - changed) : undefined}
      />
      <Stat
        label={words.failed}
        value={formatNumber(failed)}
        tone={failed > 0 ? 'red' : undefined}
        href={failed > 0 ? `/jobs/${id}?state=failed` : undefined}
      />
      {state === 'running' ? (
        <Stat label={words.waiting} value={formatNumber(total - done - failed)} />
      ) : (
        <Stat label={words.cancelled} value={formatNumber(cancelledOf(job))} />
      )}
    </StatRow>
  )
}

function Notes({ job, now, parked }: JobPageProps) {
  const { undoes, undone_by, undo_until } = job
  return (
    <>
      {parked > 0 ? (
        <Notice tone="amber" title={words.parkedTitle(parked, parked >= MOST_PARKED)}>
          <p>
            {words.parked} <a href="/integrations">{words.reconnect}</a>
          </p>
        </Notice>
      ) : null}
      {undoes ? (
        <p class="small">
          {words.undoOf} <a href={`/jobs/${undoes}`}>{words.otherJob}</a>
        </p>
      ) : null}
      {undone_by ? (
        <p class="small">
          {words.undoneBy} <a href={`/jobs/${undone_by}`}>{words.otherJob}</a>
        </p>
      ) : null}
      {undo_until && canUndo(job, now) ? (
        <p class="muted small">
          {words.undoUntil} <DateText at={undo_until} />
        </p>
      ) : null}
    </>
  )
}

/** As far as they are counted. */
const MOST_PARKED = 100

const TABS = ['failed', 'done', 'waiting', 'cancelled'] as const

function Rows({ job, rows, nextAfter, filters }: JobPageProps) {
  const path = `/jobs/${job.id}`
  const counts = {
    failed: job.failed,
    done: job.done,
    waiting: job.state === 'running' ? job.total - job.done - job.failed : 0,
    cancelled: cancelledOf(job),
  }
  const notArrived =
    job.not_arrived > 0 || filters.arrival
      ? [
          {
            href: `${path}?arrival=failed`,
            label: words.rowArrivals.failed,
            count: formatNumber(job.not_arrived),
            current: filters.arrival === 'failed',
          },
        ]
      : []
  const tabs = TABS.filter((state) => counts[state] > 0 || filters.state === state)
  return (
    <>
      <Tabs
        label={words.rows}
        items={[
          {
            href: path,
            label: words.all,
            current: filters.state === undefined && filters.arrival === undefined,
          },
          ...tabs.map((state) => ({
            href: `${path}?state=${state}`,
            label: words.rowStates[state],
            count: formatNumber(counts[state]),
            current: filters.state === state,
          })),
          ...notArrived,
        ]}
      />
      {rows.length === 0 ? (
        <p class="muted">{words.noRows}</p>
      ) : (
        <Card flush>
          <RowTable rows={rows} />
        </Card>
      )}
      <p class="cluster">
        {filters.after ? (
          <ButtonLink size="small" href={urlWith(path, { ...filters, after: undefined })}>
            {words.fromStart}
          </ButtonLink>
        ) : null}
        {nextAfter === undefined ? null : (
          <ButtonLink size="small" href={urlWith(path, { ...filters, after: nextAfter })}>
            {words.next}
          </ButtonLink>
        )}
      </p>
    </>
  )
}

function RowTable({ rows }: { rows: readonly JobRow[] }) {
  return (
    <DataTable
      caption={words.rows}
      rows={rows}
      rowId={({ n }) => `row-${n}`}
      columns={[
        {
          key: 'product',
          header: words.product,
          primary: true,
          cell: ({ product_id, title }) =>
            product_id ? <a href={`/products/${product_id}`}>{title}</a> : title,
        },
        {
          key: 'status',
          header: words.status,
          narrow: true,
          cell: (row) => {
            const { tone, label } = rowStatus(row)
            return <Badge tone={tone}>{label}</Badge>
          },
        },
        {
          key: 'result',
          header: words.result,
          cell: ({ error, arrival_error }) => {
            const reason = error ?? arrival_error
            return reason ? <span class="refusal">{reason}</span> : null
          },
        },
      ]}
    />
  )
}
