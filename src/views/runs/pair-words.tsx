import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { failureWords } from '../components/status-words.ts'
import { clockTime } from '../components/time-words.ts'
import { waitWords } from './wait-words.ts'

type Shown = Pick<MockupView, 'mockup' | 'picture'>
export type PairWordsProps = { view: Shown; now: number }

/** Why a pair waits and when it goes on, or how it failed; nothing while all is well. */
export function PairWords({ view, now }: PairWordsProps) {
  const words = view.mockup.status === 'failed' ? failureOf(view) : waitOf(view, now)
  return words ? <span class="muted small">{words}</span> : null
}

function failureOf({ mockup: { failure_code } }: Shown): string {
  return failure_code ? failureWords[failure_code] : 'It could not be rendered'
}

function waitOf({ mockup, picture: { waiting_for, next_attempt_at } }: Shown, now: number) {
  if (mockup.status !== 'pending') return undefined
  if (!waiting_for) return undefined
  const at = next_attempt_at ? Date.parse(next_attempt_at) : undefined
  const next = at && at > now ? `again at ${clockTime(at)}` : 'again in a moment'
  return `${waitWords[waiting_for]} · ${next}`
}
