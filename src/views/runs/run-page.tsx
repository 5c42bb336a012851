import type { RunView } from '../../domain/runs/get-run.ts'
import { ButtonLink } from '../components/button.tsx'
import { ConfirmButton } from '../components/confirm-button.tsx'
import { PageHeader } from '../components/page-header.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Stat, StatRow } from '../components/stat.tsx'
import { RunStatusBadge } from '../components/status-badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { Layout, type PageFrame } from '../layout.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { pluralize } from '../pluralize.ts'
import { LeftOutScenes } from '../scenes/left-out-scenes.tsx'
import { Failures } from './failures.tsx'
import { countPairs, runTitle } from './run-labels.ts'
import { type MatrixRow, RunMatrix, type ShownPair } from './run-matrix.tsx'

const PART = 'run'
const ANNOUNCED_STEPS = 4

export type RunPageProps = {
  frame: PageFrame
  view: Pick<RunView, 'run' | 'progress'>
  rows: readonly MatrixRow[]
  pairs: readonly ShownPair[]
  names: SceneNames
  now: number
}

export function RunPage(props: RunPageProps) {
  const { frame, view, rows, pairs, names, now } = props
  const { run, progress } = view
  const url = `/runs/${run.id}`
  // Without a trigger the part no longer fetches itself.
  const polling = progress.status === 'running' ? { 'hx-trigger': 'every 2s' } : {}
  return (
    <Layout {...frame} title={`Run of ${runTitle(view)}`} current={url}>
      <section
        class="results"
        id={PART}
        aria-label="Run"
        hx-get={url}
        hx-select={`#${PART}`}
        hx-target="this"
        hx-swap="outerMorph"
        data-announce={announced(view)}
        {...polling}
      >
        <RunHeader view={view} now={now} />
        <RunProgressBar view={view} />
        <Counts view={view} />
        <UnknownScenes view={view} />
        <Failures pairs={pairs.filter(({ mockup }) => mockup.status === 'failed')} names={names} />
        <RunMatrix
          rows={rows}
          scenes={run.scenes}
          unknownScenes={run.unknown_scenes}
          names={names}
          now={now}
        />
      </section>
    </Layout>
  )
}

type PartProps = Pick<RunPageProps, 'view'>

function RunHeader({ view, now }: PartProps & { now: number }) {
  const { run, progress } = view
  return (
    <PageHeader
      title={runTitle(view)}
      back={{ href: '/runs', label: 'Runs' }}
      badges={<RunStatusBadge status={progress.status} />}
      lead={
        <>
          Started <TimeAgo at={run.created_at} now={now} />
          {run.kit_name ? `, with the kit “${run.kit_name}”` : null}
          {run.skip_approval ? ', approved without review' : null}
          {run.regenerate ? ', every picture rendered again' : null}
        </>
      }
      actions={
        <>
          {progress.status === 'running' && !run.cancelled_at ? <Cancel id={run.id} /> : null}
          {progress.status !== 'running' && progress.counts.completed > 0 ? (
            <ButtonLink href="/approvals" variant="primary" icon="approval">
              Review in approvals
            </ButtonLink>
          ) : null}
        </>
      }
    />
  )
}

function Cancel({ id }: { id: string }) {
  return (
    <ConfirmButton
      id="cancel-run"
      label="Cancel run"
      title="Cancel this run?"
      action={`/runs/${id}/cancel`}
      confirmLabel="Cancel the run"
    >
      <p>
        Pairs that have not begun are not rendered, and their credits go back. What is rendering now
        finishes and is kept.
      </p>
    </ConfirmButton>
  )
}

function RunProgressBar({ view }: PartProps) {
  const { ended, total } = countPairs(view)
  return (
    <ProgressBar
      id="run"
      label="Progress"
      value={ended}
      max={total}
      valueText={`${ended} of ${pluralize(total, 'pair')} ended`}
      tone={view.progress.status === 'running' ? 'teal' : 'sage'}
    />
  )
}

function Counts({ view: { progress } }: PartProps) {
  const { counts, failed, totalCreditsUsed } = progress
  return (
    <StatRow>
      <Stat label="Queued" value={counts.pending} />
      <Stat label="Rendering" value={counts.generating} />
      <Stat label="To review" value={counts.completed} />
      <Stat label="Approved" value={counts.approved} />
      <Stat label="Rejected" value={counts.rejected} />
      <Stat label="Failed" value={failed} tone={failed > 0 ? 'red' : undefined} />
      <Stat label="Credits used" value={totalCreditsUsed} />
    </StatRow>
  )
}

function UnknownScenes({ view: { run } }: PartProps) {
  return (
    <LeftOutScenes scenes={run.unknown_scenes} problems={run.scene_problems}>
      Their pairs were left out and cost nothing. The others went on.
    </LeftOutScenes>
  )
}

/** Said aloud in quarters, not with every picture. */
function announced(view: PartProps['view']): string {
  const { ended, total } = countPairs(view)
  const { progress } = view
  if (progress.status !== 'running') {
    return `The run has ended: ${pluralize(progress.generated, 'picture')}, ${progress.failed} failed`
  }
  const quarters = Math.floor((ended / Math.max(total, 1)) * ANNOUNCED_STEPS)
  return `${(quarters * 100) / ANNOUNCED_STEPS} percent`
}
