import { formatCounted } from '../format-number.ts'

const count = (n: number, noun: string, plural = `${noun}s`) =>
  `${formatCounted(n)} ${n === 1 ? noun : plural}`

/** What the home page says. */
export const homeWords = {
  title: 'Home',
  generate: 'Generate mockups',

  firstSteps: 'First steps',
  firstStepsLead: 'From a finished print to a product in your store.',
  done: 'Done',
  steps: {
    vendor: { title: 'Connect Dynamic Mockups', text: 'Its API key renders your mockups.' },
    shop: { title: 'Connect Shopify', text: 'So that products can be published to your store.' },
    uploaded: { title: 'Upload artwork', text: 'A finished print, as PNG, JPEG or WebP.' },
    generated: { title: 'Generate mockups', text: 'Your print in rooms, for one credit each.' },
    approved: { title: 'Approve mockups', text: 'Keep the good ones, one by one or many at once.' },
    product: { title: 'Create a product', text: 'Sizes, frames and prices.' },
    published: { title: 'Publish it', text: 'It goes on sale in your store.' },
  },

  toReview: 'To review',
  reviewAll: (n: number) => `Review all ${formatCounted(n)}`,
  mockupsToReview: 'Mockups to review',
  approve: 'Approve',
  reject: 'Reject',
  onTheirWay: 'Your mockups appear here as they are rendered.',
  nothingToReview: 'Nothing to review. New mockups appear here.',
  announced: (n: number) => `${count(n, 'mockup')} to review`,

  problems: 'Needs attention',
  noProblems: 'Nothing needs your attention.',
  unconfirmed: (n: number) => count(n, 'unconfirmed charge'),
  unconfirmedText:
    'Dynamic Mockups did not confirm. Decide, or they count as charged after 24 hours.',
  failedRenders: (n: number) => count(n, 'failed mockup'),
  failedRendersText: 'Automatic retries are used up. Retry or discard.',
  failedPublishes: (n: number) => count(n, 'failed publish', 'failed publishes'),
  failedPublishesText: 'See what Shopify answered, then retry.',
  productsToReview: (n: number) => `${count(n, 'product')} waiting for approval`,
  productsToReviewText: 'Approving publishes to your store.',
  retrying: (n: number) => `${count(n, 'retry', 'retries')} scheduled`,
  retryingText: 'Nothing to do: they run automatically.',

  unpublished: 'Unpublished changes',
  unpublishedLead: 'Your store still shows these as they were before.',
  moreUnpublished: 'All products',

  latestRuns: 'Latest runs',
  allRuns: 'All runs',
  latestMockups: 'Latest mockups',
  allMockups: 'All mockups',

  made: 'Mockups made',
  approved: 'Mockups approved',
  published: 'Products published',
  creditsUsed: 'Credits used',
  revenue: 'Revenue',
  notKnown: 'Not known',
  revenueNotRead: 'Orders are not read from Shopify.',
  creditsNotRead: 'The credits could not be read just now.',
} as const
