import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pager } from '../components/pager.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import type { SceneNames } from '../mockups/scene-label.ts'
import { RetriesTable, type ShownRetry } from '../retries/retries-table.tsx'
import type { RetryPage } from './needs-you.tsx'
import { problemsWords as words } from './words.ts'

export type WaitingProps = {
  /** Mockups that wait for a vendor that does not answer, and when it is asked next. */
  heldUp: { mockups: number; next: string | null }
  running: readonly ShownRetry[]
  page: RetryPage
  names: SceneNames
  now: number
}

/** What continues by itself, and when. */
export function Waiting({ heldUp, running, page, names, now }: WaitingProps) {
  if (heldUp.mockups === 0 && running.length === 0 && page.rows.length === 0) {
    return (
      <EmptyState title={words.nothingWaits} icon="retry">
        {words.nothingWaitsText}
      </EmptyState>
    )
  }
  return (
    <>
      {heldUp.mockups > 0 ? <HeldUp {...heldUp} now={now} /> : null}
      {running.length > 0 ? (
        <Card title={words.retryingNow} flush>
          <RetriesTable rows={running} names={names} tab="waiting" now={now} />
        </Card>
      ) : null}
      {page.rows.length > 0 ? (
        <Card title={words.retriedLater} flush>
          <RetriesTable rows={page.rows} names={names} tab="waiting" now={now} />
        </Card>
      ) : null}
      <Pager {...page} path="/problems" query={{ tab: 'waiting' }} />
    </>
  )
}

function HeldUp({ mockups, next, now }: WaitingProps['heldUp'] & { now: number }) {
  return (
    <Card
      title={words.heldUpTitle(mockups)}
      actions={<ButtonLink href="/runs">{words.seeRuns}</ButtonLink>}
    >
      <p>{words.heldUpText}</p>
      {next && Date.parse(next) > now ? (
        <p class="muted">
          {words.heldUpNext}
          <TimeAgo at={next} now={now} />
        </p>
      ) : null}
    </Card>
  )
}
