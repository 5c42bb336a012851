import type { Child } from 'hono/jsx'
import type { RunPair } from '../../domain/runs/get-run.ts'
import { failureLabels } from '../components/status-labels.ts'
import { TimeAgo } from '../components/time-ago.tsx'
import { failureRemedies, runWords, waitLabels } from './words.ts'

export type PairNoteProps = {
  /** `retry` is left out where it was not read. */
  view: Pick<RunPair, 'mockup' | 'picture'> & Partial<Pick<RunPair, 'retry'>>
  now: number
}

/** Why a mockup waits and when it goes on, or how it failed; nothing while all is well. */
export function PairNote({ view, now }: PairNoteProps) {
  const note = noteOf({ view, now })
  return note ? <span class="pair-note muted small">{note}</span> : null
}

function noteOf({ view, now }: PairNoteProps): Child {
  const { status, failure_code } = view.mockup
  if (status === 'failed') {
    const why = failure_code ? failureLabels[failure_code] : runWords.notRendered
    if (view.retry === undefined) return why
    return (
      <>
        {why} · <NextTry view={{ ...view, retry: view.retry }} now={now} />
      </>
    )
  }
  const { waiting_for, next_attempt_at } = view.picture
  if (status !== 'pending' || !waiting_for) return null
  return (
    <>
      {waitLabels[waiting_for]} · <Retry at={next_attempt_at} now={now} />
    </>
  )
}

/** What happens to a failed mockup next, by the retry queue; where it plans nothing, by the reason. */
export function NextTry({ view: { mockup, retry }, now }: { view: RunPair; now: number }) {
  switch (retry?.status) {
    case 'waiting':
      return <Retry at={retry.next_attempt_at} now={now} />
    case 'running':
      return <>{runWords.retrying}</>
    default:
      return <>{failureRemedies[mockup.failure_code ?? 'vendor'].next}</>
  }
}

function Retry({ at, now }: { at: string | null; now: number }) {
  if (!at || Date.parse(at) <= now) return <>{runWords.retryDue}</>
  return (
    <>
      {runWords.retries} <TimeAgo at={at} now={now} />
    </>
  )
}
