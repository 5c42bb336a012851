import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

type Decision = 'approved' | 'rejected'

const DOES = { approved: 'Approve', rejected: 'Reject' } as const
const DID = { approved: 'Approved', rejected: 'Rejected' } as const

const mockups = (n: number) => pluralize(n, 'mockup')
const products = (n: number) => pluralize(n, 'product')

const inBrackets = (why = '') => (why ? ` (${why})` : '')

/** The review page: what it says, and what its forms answer. */
export const reviewWords = {
  title: 'Review',
  kinds: { label: 'Type', mockup: 'Mockups', product: 'Products' },
  states: {
    label: 'Status',
    pending: 'To review',
    approved: 'Approved',
    rejected: 'Rejected',
  },
  items: { mockup: 'mockup', product: 'product' },
  list: {
    mockup: 'Mockups',
    product: 'Products',
  },
  selectAll: 'Select all',
  undo: 'Undo',
  undoLast: 'Undo your last decision',
  keyboard: 'Keyboard shortcuts',
  reason: 'Reason',
  reasonCode: 'What is wrong',
  noReasonCode: 'What is wrong (optional)',
  optional: 'Optional',
  reasonHint: 'Reason (optional)',
  approve: 'Approve',
  reject: 'Reject',
  compare: 'Compare',
  approveOf: (name: string) => `Approve ${name}`,
  rejectOf: (name: string) => `Reject ${name}`,
  rejectWhy: {
    title: 'Reject this mockup',
    hint: '1 to 6 choose, Enter rejects, Esc cancels.',
    more: 'More about it (optional)',
    cancel: 'Cancel',
    button: 'Reject…',
    open: (name: string) => `Choose a reason for rejecting ${name}`,
  },
  approveAll: (n: number) => `Approve all ${formatNumber(n)}`,
  approveAllOf: (n: number, title: string) => `Approve all ${formatNumber(n)} of ${title}`,
  approveAndPublish: 'Approve and publish',
  approveAndPublishOf: (title: string) => `Approve and publish ${title}`,
  createProducts: 'Create products',
  renderAgain: 'Render again…',
  renderAgainOf: (name: string) => `Render again with another placement: ${name}`,
  reopen: 'Return to review',
  reopenOf: (name: string) => `Return to review: ${name}`,
  sample: 'Sample',
  deleted: 'Deleted',
  mockupName: (title: string, scene: string) => `${title} in ${scene}`,
  decidedBy: (decision: Decision, who: string) => `${DID[decision]} by ${who},`,
  you: 'you',
  system: 'Haven Hub',
  waiting: 'Added',

  filter: {
    open: 'Filter',
    apply: 'Apply',
    clear: 'Clear filters',
    run: 'Run',
    anyRun: 'All runs',
    artwork: 'Artwork',
    anyArtwork: 'All artworks',
    searchArtwork: 'Search artworks',
    scene: 'Scene',
    anyScene: 'All scenes',
    collection: 'Collection',
    anyCollection: 'All Collections',
    runLabel: (when: string, n: number) => `${when} · ${mockups(n)}`,
    olderRun: 'An older run',
    deletedArtwork: 'A deleted artwork',
  },

  matching: {
    title: (decision: Decision, n: number) => `${DOES[decision]} ${mockups(n)}?`,
    button: (decision: Decision, n: number) => `${DOES[decision]} ${mockups(n)}`,
    body: (n: number, state: string) =>
      `All ${formatNumber(n)} that match under “${state}”, on all pages of the list.`,
    reason: (why: string) => `Reason: ${why}`,
    undo: 'You can undo it right after.',
  },

  confirm: {
    one: (title: string) => `Approve and publish “${title}”?`,
    title: (n: number) => `Approve and publish ${products(n)}?`,
    button: (n: number) => `Approve and publish ${products(n)}`,
    body: 'Customers can see and buy it as soon as it is in your store.',
    bodyOfMany: 'Customers can see and buy them as soon as they are in your store.',
    cancel: 'Cancel',
  },

  empty: {
    nothingMatches: { mockup: 'mockups', product: 'products' },
    pending: {
      mockup: 'No mockups to review',
      product: 'No products to review',
    },
    pendingBody: {
      mockup: 'Finished mockups appear here before they can be used in products.',
      product: 'When your settings require approval, products you publish appear here first.',
    },
    decided: {
      approved: 'Nothing approved yet',
      rejected: 'Nothing rejected yet',
    },
    decidedBody:
      'Everything that was approved or rejected is listed here, with who decided and why.',
    allDone: 'All mockups are reviewed',
    ready: (n: number) => `Create products from ${n} approved ${n === 1 ? 'mockup' : 'mockups'}`,
    readyBody: (artworks: number) =>
      artworks === 1
        ? 'They show one artwork that has no product yet.'
        : `They show ${formatNumber(artworks)} artworks that have no product yet.`,
    otherKind: {
      mockup: (n: number) => `Review ${mockups(n)}`,
      product: (n: number) => `Review ${products(n)}`,
    },
    generate: 'Generate mockups',
    oneByOne: 'Create them one by one',
    seeApproved: 'View approved mockups',
  },

  left: (n: number) => (n === 0 ? 'Nothing left to review.' : `${formatNumber(n)} left.`),
  done: {
    one: (decision: Decision, name: string, why?: string) =>
      `${DID[decision]} ${name}${inBrackets(why)}.`,
    publishing: (name: string) => `Approved ${name}. Publishing has started.`,
    backToDraft: (name: string) => `Rejected ${name}. It is a draft again.`,
    many: (decision: Decision, n: number, why?: string) =>
      `${DID[decision]} ${mockups(n)}${inBrackets(why)}.`,
    manyOf: (decision: Decision, n: number, title: string, why?: string) =>
      `${DID[decision]} ${mockups(n)} of ${title}${inBrackets(why)}.`,
    publishingMany: (n: number) => `Approved ${products(n)}. Publishing has started.`,
    backToDraftMany: (n: number) => `Rejected ${products(n)}. They are drafts again.`,
    already: (decision: Decision, when: string, who: string) =>
      `Already ${decision} ${when} by ${who}.`,
    overturned: (before: Decision, when: string, who: string, now: Decision) =>
      `${DID[before]} ${who === 'you' ? 'in another tab ' : ''}${when} by ${who}. Now ${now}.`,
    overturnedMany: (n: number, before: Decision) =>
      `${n === 1 ? 'One of them was' : `${formatNumber(n)} of them were`} ${before} after you opened this page.`,
    refused: (n: number, why: string) =>
      n === 1
        ? `One was not changed: ${why}`
        : `${formatNumber(n)} were not changed. The first: ${why}`,
    none: 'Nothing was selected, so nothing was changed.',
  },
  undone: {
    one: (name: string) => `Undone: ${name} is as it was before.`,
    many: (n: number) => `Undone: ${mockups(n)} are as they were before.`,
    inProduct: (n: number) =>
      n === 1
        ? 'One stays approved because a product uses it.'
        : `${formatNumber(n)} stay approved because products use them.`,
    changedSince: (n: number) =>
      n === 1
        ? 'One has been decided again since then, so it was not changed.'
        : `${formatNumber(n)} have been decided again since then, so they were not changed.`,
  },
  reasonTooLong:
    'A reason can have up to 500 characters. Nothing was changed. Shorten it and try again.',
} as const
