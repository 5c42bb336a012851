import type { WaitReason } from '../../db/schema/pictures.ts'
import type { Total } from '../../paging.ts'
import { formatTotal } from '../components/page-range.ts'
import type { FailureCode } from '../components/status-labels.ts'
import { pluralize } from '../pluralize.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** What the pages of runs say. */
export const runWords = {
  runs: 'Runs',
  run: 'Run',
  caption: 'Runs, newest first',
  status: 'Status',
  mockups: 'Mockups',
  runsLead: 'Every batch of mockups you generated, and its progress.',
  generate: 'Generate mockups',
  noRuns: 'No runs yet',
  noRunsText: 'Select artworks and scenes. Their mockups appear here as they are rendered.',
  inAll: (found: Total) => `${formatTotal(found, 'run')} in total`,
  tabs: 'Which runs',
  all: 'All',
  states: { running: 'In progress', needs_you: 'Needs you', done: 'Done' },
  noneOf: {
    running: 'No run is in progress',
    needs_you: 'No run needs you',
    done: 'No run is done yet',
  },
  noneOfText: {
    running: 'Runs are listed here while their mockups are rendered.',
    needs_you: 'Runs with mockups to review, and with mockups that failed, are listed here.',
    done: 'Runs are listed here once everything in them is decided.',
  },
  splitUp: (runs: number, mockups: number) =>
    `Started ${pluralize(mockups, 'mockup')} in ${runs} runs of up to 100.`,
  started: (mockups: number) => `Started ${pluralize(mockups, 'mockup')}.`,

  title: (artworks: number, scenes: number) =>
    `${pluralize(artworks, 'artwork')} × ${pluralize(scenes, 'scene')}`,
  tabTitle: (title: string) => `Run: ${title}`,
  startedAgo: 'Started',
  withKit: (name: string) => `kit “${name}”`,
  skipsReview: 'approved without review',
  rendersAgain: 'all rendered again',
  createProducts: 'Create products',
  refresh: 'Refresh',
  refreshesItself: 'This page refreshes itself every 5 seconds while the run is in progress.',

  progress: 'Progress',
  progressOf: (title: string) => `Progress of the run of ${title}`,
  ofTotal: (ended: number, total: number) => `${ended} of ${total}`,
  ended: (ended: number, total: number) => `${ended} of ${pluralize(total, 'mockup')} done`,
  estimating: 'estimating time left',
  left: (leftMs: number) => `${lengthLeft(leftMs)} left`,
  took: (tookMs: number) => `took ${lengthTaken(tookMs)}`,
  announced: (generated: number, failed: number) =>
    `The run is done: ${pluralize(generated, 'mockup')}, ${failed} failed.`,
  percent: (percent: number) => `${percent}% done`,

  queued: 'Queued',
  rendering: 'Rendering',
  toReview: 'To review',
  approved: 'Approved',
  rejected: 'Rejected',
  failed: 'Failed',
  creditsUsed: 'Credits used',
  results: (counts: { completed: number; approved: number; rejected: number }, failed: number) =>
    (
      [
        ['completed', counts.completed, 'to review'],
        ['approved', counts.approved, 'approved'],
        ['rejected', counts.rejected, 'rejected'],
        ['failed', failed, 'failed'],
      ] as const
    ).flatMap(([status, n, label]) => (n > 0 ? [[status, `${n} ${label}`] as const] : [])),
  noResults: 'None yet',
  gallery: 'View in gallery',
  review: (mockups: number) =>
    mockups === 1 ? 'Review this mockup' : `Review these ${mockups} mockups`,

  cancel: 'Cancel run',
  cancelTitle: 'Cancel this run?',
  confirmCancel: 'Cancel the run',
  cancelEffect: (queued: number) =>
    queued === 0
      ? 'Every mockup has started. Those that are rendering will finish; automatic retries stop.'
      : `${pluralize(queued, 'mockup')} ${queued === 1 ? 'has' : 'have'} not started: ${
          queued === 1 ? 'it is' : 'they are'
        } not rendered and cost nothing. What is rendering now finishes and is kept.`,
  cancelled: (stopped: number) =>
    stopped === 0
      ? 'Cancelled the run. Nothing was charged for mockups that had not started.'
      : `Cancelled the run. ${pluralize(stopped, 'mockup')} will not be rendered and cost nothing.`,
  cancelledTooLate: 'The run finished before it could be cancelled. Nothing was changed.',

  leftOut: 'These scenes were left out of the run and cost nothing. The others were rendered.',
  matrix: 'Every artwork in every scene',
  artwork: 'Artwork',
  noTemplate: 'No template for this scene',
  notInRun: 'Not in this run, or deleted',
  reused: 'Reused',

  failures: 'Failed mockups',
  failuresLead: 'Failed mockups cost nothing, unless the reason says they were charged.',
  retryAll: (n: number) => `Retry ${n} failed`,
  retryAllTitle: (n: number) => `Retry ${n} failed mockups?`,
  retryAllEffect: (n: number) =>
    `Each one that is rendered costs a credit: ${n} at most. Unconfirmed charges, lost and cancelled mockups are left as they are.`,
  retryingAll: (n: number) => `Retrying ${pluralize(n, 'mockup')}.`,
  rejections: 'Rejected mockups',
  rejectionsLead: 'A rejected mockup is never used again unless you approve it.',
  noReason: 'No reason given',
  renderAgain: 'Render again…',
  mockup: 'Mockup',
  reason: 'Reason',
  next: 'What happens next',
  notRendered: 'It could not be rendered',
  retry: 'Retry',
  retries: 'Retries',
  retryDue: 'Retry is due now',
  retrying: 'Retrying now',
  fixConnection: 'Fix connection',
  changeBudget: 'Change budget',
} as const

/** Why an unfinished mockup is deferred. */
export const waitLabels = {
  rate: 'Waiting for Dynamic Mockups’ rate limit',
  told_to_wait: 'Dynamic Mockups asked Haven Hub to slow down',
  breaker: 'Dynamic Mockups is not responding',
  unreachable: 'Dynamic Mockups cannot be reached',
  second_try: 'The first try failed and cost nothing',
  download: 'Charged, and still downloading',
} as const satisfies Record<WaitReason, string>

type Remedy = {
  /** What happens without a person, where no retry is planned. */
  next: string
  /** What the button says; null where it is decided elsewhere. */
  action: string | null
}

/** What becomes of a failed mockup, and what a person can do about it. */
export const failureRemedies = {
  vendor: { next: 'Needs you', action: 'Retry' },
  suspect: { next: 'Needs your decision', action: null },
  lost: { next: 'Needs you', action: 'Render again' },
  cancelled: { next: 'Stays cancelled', action: 'Render now' },
  parked: { next: 'Retry once the API key works', action: 'Retry' },
  scene_missing: { next: 'Retry once the scene has a template', action: 'Retry' },
  budget: { next: 'Retry once you have enough credits', action: 'Retry' },
} as const satisfies Record<FailureCode, Remedy>

/** "less than a minute", "about 2 minutes" */
function lengthLeft(ms: number): string {
  if (ms < 45 * SECOND_MS) return 'less than a minute'
  if (ms < HOUR_MS) return `about ${pluralize(Math.max(1, Math.round(ms / MINUTE_MS)), 'minute')}`
  return `about ${pluralize(Math.round(ms / HOUR_MS), 'hour')}`
}

/** "8 seconds", "3 min 20 s", "1 h 5 min" */
function lengthTaken(ms: number): string {
  if (ms < MINUTE_MS) return pluralize(Math.max(1, Math.round(ms / SECOND_MS)), 'second')
  if (ms < HOUR_MS) {
    const seconds = Math.round((ms % MINUTE_MS) / SECOND_MS)
    return `${Math.floor(ms / MINUTE_MS)} min ${seconds} s`
  }
  return `${Math.floor(ms / HOUR_MS)} h ${Math.round((ms % HOUR_MS) / MINUTE_MS)} min`
}
