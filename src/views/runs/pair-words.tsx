import type { MockupView } from '../../domain/mockups/select-mockup-views.ts'
import { clockTime } from '../components/format-time.ts'
import { failureLabels } from '../components/status-labels.ts'
import { waitWords } from './wait-words.ts'

export type PairWordsProps = { mockup: MockupView['mockup']; now: number }

/** Why a pair waits and when it goes on, or how it failed; nothing while all is well. */
export function PairWords({ mockup, now }: PairWordsProps) {
  const words = mockup.status === 'failed' ? failureOf(mockup) : waitOf(mockup, now)
  return words ? <span class="muted small">{words}</span> : null
}

function failureOf({ failure_code }: MockupView['mockup']): string {
  return failure_code ? failureLabels[failure_code] : 'It could not be rendered'
}

function waitOf({ waiting_for, next_attempt_at }: MockupView['mockup'], now: number) {
  if (!waiting_for) return undefined
  const at = next_attempt_at ? Date.parse(next_attempt_at) : undefined
  const next = at && at > now ? `again at ${clockTime(at)}` : 'again in a moment'
  return `${waitWords[waiting_for]} · ${next}`
}
