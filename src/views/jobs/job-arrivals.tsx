import type { Job } from '../../db/schema/jobs.ts'
import { onTheWay } from '../../domain/jobs/arrivals.ts'
import { ProgressBar } from '../components/progress-bar.tsx'
import { urlWith } from '../components/url-with.ts'
import { jobWords as words } from './words.ts'

const MINUTE_MS = 60_000
/** A pace is told from so many arrivals on, of a job that has not been going on for hours. */
const FEWEST_ARRIVED = 5
const LONGEST_PACED_MS = 6 * 60 * MINUTE_MS

/** How far what a job asked of a shop is there, and how long the rest may take. */
export function JobArrivals({ job, now }: { job: Job; now: number }) {
  const { id, type, sent, arrived, not_arrived: failed } = job
  if (sent === 0) return null
  const waiting = onTheWay(job)
  const minutes = minutesLeft(job, now)
  return (
    <section class="stack" aria-label={words.atShopify}>
      <ProgressBar
        id="at-shop"
        label={words.atShopify}
        value={arrived + failed}
        max={sent}
        valueText={words.arrived(arrived, sent, type)}
        tone={waiting > 0 ? 'teal' : 'sage'}
      />
      <p class="small">
        {failed > 0 ? (
          <>
            <a class="refusal" href={urlWith(`/jobs/${id}`, { arrival: 'failed' })}>
              {words.notArrived(failed)}
            </a>
            {waiting > 0 ? ', ' : '.'}
          </>
        ) : null}
        {waiting > 0 ? words.onTheWay(waiting) : null}
        {minutes === undefined ? null : <span class="muted"> {words.timeLeft(minutes)}</span>}
      </p>
    </section>
  )
}

/** At the pace so far; undefined where there is none to tell from. */
function minutesLeft(job: Job, now: number): number | undefined {
  const ended = job.arrived + job.not_arrived
  const notAsked = job.state === 'running' ? job.total - job.done - job.failed : 0
  const left = onTheWay(job) + notAsked
  const elapsedMs = now - Date.parse(job.created_at)
  if (left === 0 || ended < FEWEST_ARRIVED || elapsedMs > LONGEST_PACED_MS) return undefined
  return Math.ceil(((elapsedMs / ended) * left) / MINUTE_MS)
}
