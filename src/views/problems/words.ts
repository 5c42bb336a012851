import { pluralize } from '../pluralize.ts'

/** The page of problems and its tabs. */
export const problemsWords = {
  title: 'Problems',
  lead: 'What failed, what needs you, and what is retried automatically.',
  tabs: 'Problems by kind',
  needsYou: 'Needs you',
  waiting: 'Waiting',
  suspects: 'Unconfirmed charges',
  publishing: 'Failed publishes',
  resolved: 'Resolved',

  toFix: 'To fix first',
  unattendedTitle: (n: number) => `${pluralize(n, 'product')} could not be published`,
  unattendedText: 'Not retried automatically. See why, then publish again.',
  seePublishes: 'View failed publishes',
  failedForGood: 'Not retried automatically',
  failedForGoodLead: 'Retries are used up, or would fail again until something is changed.',

  nothingNeedsYou: 'Nothing needs you',
  nothingNeedsYouText:
    'Failed renders and publishes are retried automatically. What cannot be settled that way appears here.',
  seeWaiting: (n: number) => `View ${pluralize(n, 'waiting retry', 'waiting retries')}`,

  heldUpTitle: (n: number) => `${pluralize(n, 'mockup')} waiting for Dynamic Mockups`,
  heldUpText: 'It is not responding. They continue automatically; nothing is lost or charged.',
  heldUpNext: 'Next attempt ',
  seeRuns: 'View runs',
  retryingNow: 'Retrying now',
  retriedLater: 'Retried automatically',
  nothingWaits: 'No retries scheduled',
  nothingWaitsText:
    'When a render or publish fails for a reason that may pass, its retry is listed here.',

  nothingFailed: 'No failed publishes',
  nothingFailedText: 'Products that Shopify did not take are listed here, with the reason.',
  viewProducts: 'View products',
  failedCaption: 'Products that Shopify did not take',
  product: 'Product',
  picture: 'Picture',
  reason: 'Reason',
  next: 'What happens next',
  actions: 'Actions',
  unknownReason: 'Shopify gave no reason.',
  failedTargets: {
    active: 'Not published',
    retired: 'Still on sale: could not be retired',
    withdrawn: 'Still on sale at a former store',
    archived: 'Still on sale: could not be archived',
    draft: 'Could not be restored',
  },
  publishAgain: 'Publish again',
  tryAgain: 'Retry now',
  publishedAgain: (title: string) => `Publishing ${title} again.`,
  retriedAgain: (title: string) => `Retrying ${title}.`,

  resolvedHow: 'Show',
  succeeded: 'Retried successfully',
  discarded: 'Discarded',
  nothingResolved: { succeeded: 'No retry has succeeded yet', discarded: 'Nothing was discarded' },
  nothingResolvedText: {
    succeeded: 'What failed first and worked later is listed here.',
    discarded: 'What you discard is not retried, and is listed here.',
  },

  announced: {
    needs_you: (n: number) => pluralize(n, 'problem needs you', 'problems need you'),
    waiting: (n: number) => pluralize(n, 'retry scheduled', 'retries scheduled'),
    suspects: (n: number) => pluralize(n, 'unconfirmed charge'),
    publishing: (n: number) => pluralize(n, 'failed publish', 'failed publishes'),
    resolved: (n: number) => pluralize(n, 'resolved retry', 'resolved retries'),
  },
} as const
