import { pluralize } from '../pluralize.ts'

/** The page of problems and its tabs. */
export const problemsWords = {
  title: 'Problems',
  lead: 'What failed, what needs you, and what retries automatically.',
  tabs: 'Problems by kind',
  needsYou: 'Needs you',
  waiting: 'Waiting',
  suspects: 'Unconfirmed charges',
  publishing: 'Failed publishes',
  resolved: 'Resolved',

  toFix: 'To fix first',
  unattendedTitle: (n: number) => `${pluralize(n, 'product')} could not be published`,
  unattendedText: 'These are not retried automatically. Check why, then publish again.',
  seePublishes: 'View failed publishes',
  failedForGood: 'Not retried automatically',
  failedForGoodLead:
    'All retries are used up, or a retry would fail again until something changes.',

  nothingNeedsYou: 'Nothing needs you',
  nothingNeedsYouText:
    'Failed renders and publishes are retried automatically. What still needs a decision appears here.',
  seeWaiting: (n: number) => `View ${pluralize(n, 'waiting retry', 'waiting retries')}`,

  heldUpTitle: (n: number) => `${pluralize(n, 'mockup')} waiting for Dynamic Mockups`,
  heldUpText:
    'It is not responding. They will continue automatically; nothing was lost or charged.',
  heldUpNext: 'Next attempt ',
  seeRuns: 'View runs',
  retryingNow: 'Retrying now',
  retriedLater: 'Retried automatically',
  nothingWaits: 'No retries scheduled',
  nothingWaitsText: 'When a render or publish fails temporarily, its retry is listed here.',

  nothingFailed: 'No failed publishes',
  nothingFailedText: 'Products that Shopify did not accept are listed here, with the reason.',
  viewProducts: 'View products',
  failedCaption: 'Products that Shopify did not accept',
  product: 'Product',
  picture: 'Picture',
  reason: 'Reason',
  next: 'What happens next',
  actions: 'Actions',
  unknownReason: 'Shopify gave no reason.',
  failedTargets: {
    active: 'Not published',
    retired: 'Still on sale: could not be retired',
    withdrawn: 'Still on sale in a former store',
    archived: 'Still on sale: could not be archived',
    draft: 'Could not be restored',
    staged: 'Not sent as a draft',
  },
  publishAgain: 'Publish again',
  tryAgain: 'Retry now',
  publishedAgain: (title: string) => `Publishing ${title} again.`,
  retriedAgain: (title: string) => `Retrying ${title}.`,

  resolvedHow: 'Show',
  succeeded: 'Retried successfully',
  discarded: 'Discarded',
  nothingResolved: { succeeded: 'No successful retries yet', discarded: 'No discarded retries' },
  nothingResolvedText: {
    succeeded: 'Work that failed and then succeeded on a retry is listed here.',
    discarded: 'Retries you discard are listed here.',
  },

  announced: {
    needs_you: (n: number) => pluralize(n, 'problem needs you', 'problems need you'),
    waiting: (n: number) => pluralize(n, 'retry scheduled', 'retries scheduled'),
    suspects: (n: number) => pluralize(n, 'unconfirmed charge'),
    publishing: (n: number) => pluralize(n, 'failed publish', 'failed publishes'),
    resolved: (n: number) => pluralize(n, 'resolved retry', 'resolved retries'),
  },
} as const
