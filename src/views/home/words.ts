import { formatCounted } from '../format-number.ts'

const count = (n: number, noun: string, plural = `${noun}s`) =>
  `${formatCounted(n)} ${n === 1 ? noun : plural}`

/** What the home page says. */
export const homeWords = {
  title: 'Home',
  generate: 'Generate mockups',

  firstSteps: 'First steps',
  firstStepsLead: 'From finished artwork to a product in your store.',
  done: 'Done',
  steps: {
    vendor: { title: 'Connect Dynamic Mockups', text: 'Your API key is used to render mockups.' },
    shop: { title: 'Connect Shopify', text: 'To publish products to your store.' },
    uploaded: { title: 'Upload artwork', text: 'Finished artwork as PNG, JPEG or WebP.' },
    generated: {
      title: 'Generate mockups',
      text: 'Your artwork in rooms. Each mockup costs one credit.',
    },
    approved: { title: 'Approve mockups', text: 'Keep the good ones, one at a time or in bulk.' },
    product: { title: 'Create a product', text: 'Sizes, frames and prices.' },
    published: { title: 'Publish it', text: 'It goes on sale in your store.' },
  },

  toReview: 'To review',
  reviewAll: (n: number) => `Review all ${formatCounted(n)}`,
  mockupsToReview: 'Mockups to review',
  approve: 'Approve',
  reject: 'Reject',
  onTheirWay: 'New mockups appear here as they are rendered.',
  nothingToReview: 'Nothing to review. New mockups appear here.',
  announced: (n: number) => `${count(n, 'mockup')} to review`,

  problems: 'Problems',
  noProblems: 'No problems.',
  unconfirmed: (n: number) => count(n, 'unconfirmed charge'),
  unconfirmedText:
    'Dynamic Mockups never confirmed. Decide, or they are marked as charged after 24 hours.',
  failedRenders: (n: number) => count(n, 'failed mockup'),
  failedRendersText: 'Automatic retries are used up. Retry or discard.',
  failedPublishes: (n: number) => count(n, 'failed publish', 'failed publishes'),
  failedPublishesText: 'Check the error from Shopify, then retry.',
  productsToReview: (n: number) => `${count(n, 'product')} waiting for approval`,
  productsToReviewText: 'Approving publishes to your store.',
  retrying: (n: number) => `${count(n, 'retry', 'retries')} scheduled`,
  retryingText: 'These run automatically.',

  unpublished: 'Unpublished changes',
  unpublishedLead: 'Your store still shows the earlier version of these.',
  moreUnpublished: 'All products',

  latestRuns: 'Latest runs',
  allRuns: 'All runs',
  latestMockups: 'Latest mockups',
  allMockups: 'All mockups',

  made: 'Mockups rendered',
  approved: 'Mockups approved',
  published: 'Products published',
  creditsUsed: 'Credits used',
  revenue: 'Revenue',
  notKnown: 'Not known',
  revenueNotRead: 'Orders are not synced from Shopify.',
  creditsNotRead: 'Credits could not be loaded. Reload the page.',
} as const
