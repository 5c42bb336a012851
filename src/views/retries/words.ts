import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** A row of the retry queue, wherever it is shown, and what its buttons do. */
export const retryWords = {
  caption: 'Failed work and its retries',
  picture: 'Picture',
  what: 'Item',
  why: 'Reason',
  next: 'What happens next',
  actions: 'Actions',
  renderOf: 'Mockup',
  publishOf: 'Publish to Shopify',
  inScene: (title: string, scene: string | undefined) => (scene ? `${title} in ${scene}` : title),
  deleted: (work: string) => `${work} (deleted)`,

  needsYou: 'Needs you',
  fixFirst: 'A retry would fail again until this is fixed',
  usedUp: (n: number) => (n === 1 ? 'The retry failed' : `All ${formatNumber(n)} retries failed`),
  retries: 'Retries ',
  retriesNow: 'Retries within a minute',
  retrying: 'Retrying now',
  retriesMade: (n: number, most: number) =>
    `${formatNumber(n)} of ${formatNumber(most)} retries used`,
  over: { succeeded: 'Retried successfully', discarded: 'Discarded' },

  retryNow: 'Retry now',
  discard: 'Discard',
  discardTitle: (thing: string) => `Discard the retry of ${thing}?`,
  discardText:
    'It will not be retried. Nothing is deleted or charged, and you can still start it again from its own page.',
  all: {
    mockup_generation: {
      label: (n: number) => `Retry all ${pluralize(n, 'mockup')}`,
      title: (n: number) => `Retry ${pluralize(n, 'mockup')} now?`,
      text: 'Each costs 1 credit once it is rendered. A render that fails costs nothing.',
    },
    product_publish: {
      label: (n: number) => `Retry all ${pluralize(n, 'publish', 'publishes')}`,
      title: (n: number) => `Retry ${pluralize(n, 'publish', 'publishes')} now?`,
      text: 'No product is published twice.',
    },
  },
  allIncludes: 'Includes those that need you.',
  allAtMost: (n: number) => `Up to ${formatNumber(n)} start at once, oldest first.`,
  allConfirm: 'Retry now',

  notFound: 'Retry not found',
  started: 'Retrying. It leaves this list once it succeeds.',
  discarded: 'Discarded. It will not be retried.',
  allStarted: (started: number, left: number) =>
    `Retrying ${formatNumber(started)}.${left > 0 ? ` ${formatNumber(left)} left.` : ''}`,
  allRefusedTitle: (started: number, refused: number) =>
    `Retrying ${formatNumber(started)}. ${formatNumber(refused)} could not start.`,
  allRefused: (reason: string | undefined, left: number) => {
    const rest = left > 0 ? ` ${pluralize(left, 'other was', 'others were')} not tried.` : ''
    return `${reason ?? 'They changed in the meantime.'}${rest} Nothing was charged for these.`
  },
} as const
