import type { RunPair } from '../../domain/runs/get-run.ts'
import { clockTime } from '../components/format-time.ts'
import { failureLabels } from '../components/status-labels.ts'
import { useTimeZone } from '../components/time-zone.ts'
import { waitLabels } from './wait-labels.ts'

export type PairNoteProps = { view: RunPair; now: number }

/** Why a pair waits and when it goes on, or how it failed; nothing while all is well. */
export function PairNote({ view, now }: PairNoteProps) {
  const note = view.mockup.status === 'failed' ? failureOf(view) : waitOf(view, now, useTimeZone())
  return note ? <span class="muted small">{note}</span> : null
}

function failureOf({ mockup: { failure_code } }: RunPair): string {
  return failure_code ? failureLabels[failure_code] : 'It could not be rendered'
}

function waitOf(view: RunPair, now: number, timeZone: string) {
  const { mockup, picture } = view
  const { waiting_for, next_attempt_at } = picture
  if (mockup.status !== 'pending') return undefined
  if (!waiting_for) return undefined
  const at = next_attempt_at ? Date.parse(next_attempt_at) : undefined
  const next = at && at > now ? `again at ${clockTime(at, timeZone)}` : 'again in a moment'
  return `${waitLabels[waiting_for]} · ${next}`
}
