import type { Job } from '../../db/schema/jobs.ts'
import type { Page, Position } from '../../paging.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DataTable } from '../components/data-table.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { PageHeader } from '../components/page-header.tsx'
import { Pager } from '../components/pager.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { urlWith } from '../components/url-with.ts'
import { formatNumber } from '../format-number.ts'
import { Layout, type PageFrame } from '../layout.tsx'
import { describeChange, endedOf, jobStatus, jobTitle } from './job-labels.ts'
import { jobWords as words } from './words.ts'

const EVERY_SECONDS = 4

export type JobsPageProps = { frame: PageFrame; page: Page<Job>; filters: Position; now: number }

/** All jobs; fetches itself while one of them is running. */
export function JobsPage({ frame, page, filters, now }: JobsPageProps) {
  const running = page.rows.some(({ state }) => state === 'running')
  return (
    <Layout {...frame} title={words.jobs} current="/jobs">
      <PageHeader title={words.jobs} lead={words.jobsLead} />
      <section
        {...liveAttributes(
          'results',
          urlWith('/jobs', filters),
          running ? EVERY_SECONDS : undefined,
        )}
        class="results"
        id="results"
        aria-label={words.jobs}
      >
        {page.rows.length === 0 ? (
          <EmptyState
            icon="product"
            title={words.none}
            action={
              <ButtonLink href="/products" variant="primary">
                {words.toProducts}
              </ButtonLink>
            }
          >
            {words.noneText}
          </EmptyState>
        ) : (
          <>
            <Card flush>
              <JobTable jobs={page.rows} now={now} />
            </Card>
            <Pager {...page} path="/jobs" query={filters} />
          </>
        )}
      </section>
    </Layout>
  )
}

function JobTable({ jobs, now }: { jobs: readonly Job[]; now: number }) {
  return (
    <DataTable
      caption={words.caption}
      rows={jobs}
      rowId={({ id }) => `job-${id}`}
      columns={[
        {
          key: 'job',
          header: words.job,
          primary: true,
          cell: (job) => (
            <>
              <a href={`/jobs/${job.id}`}>{jobTitle(job)}</a>
              <span class="job-detail muted small">
                <TimeAgo at={job.created_at} now={now} />
                {describeChange(job) ? ` · ${describeChange(job)}` : null}
              </span>
            </>
          ),
        },
        {
          key: 'status',
          header: words.status,
          cell: (job) => {
            const { tone, label } = jobStatus(job)
            return <Badge tone={tone}>{label}</Badge>
          },
        },
        {
          key: 'progress',
          header: words.progress,
          cell: (job) => (
            <ProgressBar
              id={job.id}
              label={words.progress}
              hideLabel
              thin
              value={endedOf(job)}
              max={job.total}
              valueText={words.ended(endedOf(job), job.total)}
              tone={job.state === 'running' ? 'teal' : 'sage'}
            />
          ),
        },
        {
          key: 'failed',
          header: words.failed,
          numeric: true,
          cell: ({ failed, not_arrived }) => {
            const all = failed + not_arrived
            return all > 0 ? <span class="refusal">{formatNumber(all)}</span> : all
          },
        },
      ]}
    />
  )
}
