import type { RetryStatus } from '../../domain/retries/schemas.ts'
import { Badge } from '../components/badge.tsx'
import { TimeAgo } from '../components/time-ago.tsx'
import { retryWords as words } from './words.ts'

/** What of a row of the retry queue says what happens next. */
export type RetryState = {
  status: RetryStatus
  /** A retry would end the same way until somebody changes what is wrong. */
  permanent: boolean
  attempts: number
  max_attempts: number
  next_attempt_at: string | null
}

type Props = { retry: RetryState | null; now: number }

/** What happens next to failed work: when it is retried, or that a person is needed. */
export function NextRetry({ retry, now }: Props) {
  if (retry === null || retry.status === 'exhausted') return <NeedsYou retry={retry} />
  const { status, attempts, max_attempts, next_attempt_at } = retry
  if (status === 'succeeded' || status === 'discarded') return <>{words.over[status]}</>
  if (status === 'running') return <Badge tone="teal">{words.retrying}</Badge>
  return (
    <span>
      <When at={next_attempt_at} now={now} />
      {attempts > 0 ? (
        <>
          <br />
          <span class="muted small">{words.retriesMade(attempts, max_attempts)}</span>
        </>
      ) : null}
    </span>
  )
}

function NeedsYou({ retry }: Pick<Props, 'retry'>) {
  const why = retry?.permanent ? words.fixFirst : retry ? words.usedUp(retry.attempts) : null
  return (
    <span>
      <Badge tone="red">{words.needsYou}</Badge>
      {why ? (
        <>
          <br />
          <span class="muted small">{why}</span>
        </>
      ) : null}
    </span>
  )
}

function When({ at, now }: { at: string | null; now: number }) {
  if (!at || Date.parse(at) <= now) return <>{words.retriesNow}</>
  return (
    <>
      {words.retries}
      <TimeAgo at={at} now={now} />
    </>
  )
}
