import { urlWith } from '../components/url-with.ts'
import { problemsWords as words } from './words.ts'

/** The tabs of the problems page, in their order. */
export const PROBLEM_TABS = [
  { name: 'needs_you', label: words.needsYou },
  { name: 'waiting', label: words.waiting },
  { name: 'suspects', label: words.suspects },
  { name: 'publishing', label: words.publishing },
  { name: 'resolved', label: words.resolved },
] as const

export type ProblemTab = (typeof PROBLEM_TABS)[number]['name']

/** What a retry that is over has come to. */
export type Resolution = 'succeeded' | 'discarded'

/** The page of a tab, or where one of its buttons sends its form. */
export function problemsUrl(
  tab: ProblemTab | undefined,
  { path = '/problems', status }: { path?: string; status?: Resolution } = {},
): string {
  return urlWith(path, { tab, status })
}
