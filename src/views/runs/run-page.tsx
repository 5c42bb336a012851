import type { RunView } from '../../domain/runs/get-run.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { liveAttributes } from '../components/live-attributes.ts'
import { PageHeader } from '../components/page-header.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { RunStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import { mockupsUrl } from '../mockups/mockups-url.ts'
import type { SceneNames } from '../mockups/scene-label.ts'
import { applyUrl } from '../recipes/apply-url.ts'
import { LeftOutScenes } from '../scenes/left-out-scenes.tsx'
import { FAILURES_ID, Failures } from './failures.tsx'
import { REJECTIONS_ID, Rejections } from './rejections.tsx'
import { countPairs, paceLabel, runTitle } from './run-labels.ts'
import { type MatrixRow, RunMatrix, type ShownPair } from './run-matrix.tsx'
import { runWords } from './words.ts'

const PART = 'run'
const ANNOUNCED_STEPS = 4
const RUNNING_EVERY_SECONDS = 2
/** A retry that is due soon changes the page too. */
const RETRYING_EVERY_SECONDS = 15
const SOON_MS = 5 * 60_000
const REFRESHED_SECONDS = 5

export type RunPageProps = {
  frame: PageFrame
  view: Pick<RunView, 'run' | 'progress'>
  rows: readonly MatrixRow[]
  pairs: readonly ShownPair[]
  names: SceneNames
  now: number
  /** Names the state that is shown: asked with it again, the same is not sent twice. */
  seen: string
}

export function RunPage(props: RunPageProps) {
  const { frame, view, rows, pairs, names, now, seen } = props
  const { run, progress } = view
  const url = `/runs/${run.id}`
  const every = fetchedEvery(props)
  return (
    <Layout
      {...frame}
      title={runWords.tabTitle(runTitle(view))}
      current={url}
      refreshSeconds={every === undefined ? undefined : REFRESHED_SECONDS}
    >
      <section
        {...liveAttributes(PART, `${url}?seen=${seen}`, every)}
        class="results"
        id={PART}
        aria-label={runWords.run}
        data-announce={announced(view)}
      >
        <RunHeader view={view} pairs={pairs} now={now} />
        <RunProgressBar view={view} now={now} />
        <Counts view={view} />
        <LeftOutScenes scenes={run.unknown_scenes} problems={run.scene_problems}>
          {runWords.leftOut}
        </LeftOutScenes>
        <RunMatrix
          rows={rows}
          scenes={run.scenes}
          unknownScenes={run.unknown_scenes}
          names={names}
          now={now}
        />
        {/* After the matrix: a failure that comes in moves nothing that is being looked at. */}
        <Failures
          pairs={pairs.filter(({ mockup }) => mockup.status === 'failed')}
          names={names}
          now={now}
          runId={run.id}
        />
        <Rejections
          pairs={pairs.filter(({ mockup }) => mockup.status === 'rejected')}
          names={names}
        />
        {progress.status === 'running' ? (
          <p class="muted small" data-unscripted>
            {runWords.refreshesItself} <a href={url}>{runWords.refresh}</a>
          </p>
        ) : null}
      </section>
    </Layout>
  )
}

/** In seconds; undefined once nothing changes by itself. */
function fetchedEvery({ view, pairs, now }: RunPageProps): number | undefined {
  if (view.progress.status === 'running') return RUNNING_EVERY_SECONDS
  const isRetried = pairs.some(({ retry }) => {
    if (retry?.status === 'running') return true
    const at = retry?.status === 'waiting' ? retry.next_attempt_at : null
    return at !== null && Date.parse(at) < now + SOON_MS
  })
  return isRetried ? RETRYING_EVERY_SECONDS : undefined
}

type PartProps = Pick<RunPageProps, 'view' | 'now'>

function RunHeader({ view, pairs, now }: PartProps & Pick<RunPageProps, 'pairs'>) {
  const { run, progress } = view
  const details = [
    run.kit_name ? runWords.withKit(run.kit_name) : null,
    run.skip_approval ? runWords.skipsReview : null,
    run.regenerate ? runWords.rendersAgain : null,
  ].filter((detail) => detail !== null)
  return (
    <PageHeader
      title={runTitle(view)}
      back={{ href: '/runs', label: runWords.runs }}
      badges={<RunStatusBadge status={progress.status} />}
      lead={
        <>
          {runWords.startedAgo} <TimeAgo at={run.created_at} now={now} />
          {details.map((detail) => ` · ${detail}`)}
        </>
      }
      actions={<Actions view={view} pairs={pairs} />}
    />
  )
}

function Actions({ view: { run, progress }, pairs }: Pick<RunPageProps, 'view' | 'pairs'>) {
  const approved = pairs.filter(({ mockup }) => mockup.status === 'approved')
  const { pending, completed } = progress.counts
  if (progress.status === 'running') {
    return (
      <>
        <ButtonLink href={`/runs/${run.id}`} data-unscripted>
          {runWords.refresh}
        </ButtonLink>
        {run.cancelled_at ? (
          <Button disabled>{runWords.cancel}</Button>
        ) : (
          <Cancel id={run.id} queued={pending} />
        )}
      </>
    )
  }
  return (
    <>
      <ButtonLink href={mockupsUrl({ run: run.id })}>{runWords.gallery}</ButtonLink>
      {approved.length === 0 ? null : (
        <ButtonLink href={applyUrl(approved.map(({ mockup }) => mockup.asset_id))} icon="product">
          {runWords.createProducts}
        </ButtonLink>
      )}
      {completed === 0 ? null : (
        <ButtonLink href={`/approvals?run=${run.id}`} variant="primary" icon="approval">
          {runWords.review(completed)}
        </ButtonLink>
      )}
    </>
  )
}

function Cancel({ id, queued }: { id: string; queued: number }) {
  return (
    <ConfirmButton
      id="cancel-run"
      label={runWords.cancel}
      title={runWords.cancelTitle}
      action={`/runs/${id}/cancel`}
      confirmLabel={runWords.confirmCancel}
    >
      <p>{runWords.cancelEffect(queued)}</p>
    </ConfirmButton>
  )
}

function RunProgressBar({ view, now }: PartProps) {
  const { ended, total } = countPairs(view)
  const pace = paceLabel(view, now)
  return (
    <ProgressBar
      id="run"
      label={runWords.progress}
      value={ended}
      max={total}
      valueText={[runWords.ended(ended, total), ...(pace ? [pace] : [])].join(' · ')}
      tone={view.progress.status === 'running' ? 'teal' : 'sage'}
    />
  )
}

function Counts({ view: { progress } }: Pick<RunPageProps, 'view'>) {
  const { counts, failed, totalCreditsUsed } = progress
  return (
    <StatRow>
      <Stat label={runWords.queued} value={counts.pending} />
      <Stat label={runWords.rendering} value={counts.generating} />
      <Stat label={runWords.toReview} value={counts.completed} />
      <Stat label={runWords.approved} value={counts.approved} />
      <Stat
        label={runWords.rejected}
        value={counts.rejected}
        href={counts.rejected > 0 ? `#${REJECTIONS_ID}` : undefined}
      />
      <Stat
        label={runWords.failed}
        value={failed}
        tone={failed > 0 ? 'red' : undefined}
        href={counts.failed > 0 ? `#${FAILURES_ID}` : undefined}
      />
      <Stat label={runWords.creditsUsed} value={totalCreditsUsed} />
    </StatRow>
  )
}

/** Said aloud in quarters, not with every mockup. */
function announced(view: RunPageProps['view']): string {
  const { ended, total } = countPairs(view)
  const { status, generated, failed } = view.progress
  if (status !== 'running') return runWords.announced(generated, failed)
  const quarters = Math.floor((ended / Math.max(total, 1)) * ANNOUNCED_STEPS)
  return runWords.percent((quarters * 100) / ANNOUNCED_STEPS)
}
