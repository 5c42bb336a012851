import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** The gallery, the page of one mockup and that of outdated ones. */
export const mockupWords = {
  title: 'Mockups',
  lead: 'Your prints in rooms, newest first.',
  leadOf: (title: string) => `All mockups of ${title}`,
  generate: 'Generate mockups',
  name: (title: string, room: string) => `${title} in ${room}`,
  noun: 'mockup',
  nouns: 'mockups',

  filters: {
    status: 'Status',
    anyStatus: 'All Status',
    room: 'Room',
    anyRoom: 'All rooms',
    state: 'Up to date',
    anyState: 'Up to date or outdated',
    outdated: 'Outdated',
    artwork: 'Artwork',
    anyArtwork: 'All artworks',
    deletedArtwork: 'A deleted artwork',
  },

  empty: {
    title: 'No mockups yet',
    body: 'Choose an artwork and the rooms to show it in. Each picture costs one credit.',
  },
  outdated: 'Outdated',
  inRuns: (n: number) => `In ${n} runs`,
  approve: 'Approve',
  reject: 'Reject',
  reason: 'Reason',
  reasonHint: 'Reason (optional)',

  page: {
    label: 'Mockup',
    backTo: { review: 'Review', gallery: 'Mockups' },
    previous: 'Previous',
    next: 'Next',
    place: 'Other mockups of the list',
    decide: 'Ready to sell with?',
    decided: { approved: 'Approved', rejected: 'Rejected' },
    artwork: 'Artwork',
    allOfArtwork: 'All mockups of this artwork',
    details: 'Details',
    products: 'Products',
    noProducts: 'No product shows this picture yet.',
    use: 'Use in a product',
    approveAndUse: 'Approve and use in a product',
    rejectedUse: 'Approve it to use it in a product.',
    outdatedTitle: 'This picture is outdated',
    outdatedBody:
      'Its artwork or room has changed since it was rendered. You can keep using it as it is.',
    renderOutdated: 'Render outdated mockups again',
    failed: 'Rendering failed',
    download: 'Download',
    sameAs: (when: string) => `Same picture as in the run of ${when}`,
    seeFirst: 'see that mockup',
  },

  facts: {
    room: 'Room',
    collection: 'Collection',
    size: 'Size',
    credits: 'Credits',
    quality: 'Quality',
    requested: 'Requested',
    run: 'Run',
    openRun: 'Open the run',
    held: '1 reserved until it is decided',
    heldUntilRendered: '1 reserved until it is rendered',
    none: 'None',
    reused: 'None: reused picture',
  },

  regenerate: {
    label: 'Regenerate',
    title: 'Render this mockup again?',
    confirm: 'Render again for 1 credit',
    body: (title: string) =>
      `It costs 1 credit and adds a new mockup of “${title}”. This one stays as it is.`,
  },
  remove: {
    label: 'Delete',
    title: 'Delete this mockup?',
    unrendered: 'It has not been rendered yet. Its reserved credit is returned.',
    rendered:
      'Its files are deleted with it. The credit it cost is not refunded, and products keep the pictures they have.',
  },
  refund: {
    label: 'Record a refund',
    title: 'Did Dynamic Mockups refund this credit?',
    confirm: 'Record 1 credit as refunded',
    body: 'Do this once Dynamic Mockups has refunded the credit of this render. It is added to your credit statement.',
  },
  tryAgain: {
    label: 'Try again',
    payAgain: 'Pay again',
    title: 'Render it again?',
    confirm: 'Render again for 1 credit',
    body: 'The first credit is spent and its picture cannot be downloaded. Another try costs another credit.',
  },
  suspect: {
    title: 'Was this render charged?',
    body: 'Dynamic Mockups gave no clear answer. Its dashboard shows whether the render was charged. After 24 hours it is marked as charged.',
    all: 'All unconfirmed charges',
  },

  done: {
    none: 'Nothing was selected, so nothing was changed.',
    deleted: (name: string) => `Deleted ${name} and its files.`,
    retrying: (name: string) => `Trying ${name} again.`,
    charged: (name: string) => `Marked ${name} as charged. Try it again to get the picture.`,
    refunded: (name: string) => `Recorded the refund for ${name}.`,
    split: (n: number) => `Started ${pluralize(n, 'run')} for the outdated mockups.`,
    notFinished: (n: number) =>
      n === 1
        ? 'One was not changed because it is not rendered.'
        : `${formatNumber(n)} were not changed because they are not rendered.`,
  },
  reasonTooLong: 'A reason has at most 500 characters. Nothing was changed: shorten it.',
} as const

/** Mockups whose artwork or room has changed since. */
export const outdatedWords = {
  title: 'Outdated mockups',
  lead: 'Their artwork or room has changed since they were rendered.',
  nothing: 'All mockups are up to date',
  nothingBody: 'Every mockup shows its artwork and room as they are now, or a newer one does.',
  nothingToRender: 'Nothing to render again',
  nothingToRenderBody:
    'Each of these has a newer version, or its room or artwork is no longer in use. They stay as they are.',
  seeMockups: 'See mockups',
  leftOut: 'Mockups rendered in them stay as they are. No credits are used for them.',
  list: 'Outdated mockups',
  all: 'See all',
  renderAgain: (n: number) => `Render ${pluralize(n, 'mockup')} again`,
  cost: 'Cost',
  reused: 'Reused for free',
  leftThisYear: 'Left this year',
  leftThisMonth: 'Left this month',
  soft: 'soft limit',
  effect:
    'New pictures go to review. The outdated ones, and products that show them, stay as they are.',
  beyondBudget:
    'There are not enough credits left this year. Raise the annual budget in Settings, or regenerate the most important mockups one by one.',
  form: 'Render outdated mockups again',
  forFree: 'Render again for free',
  forCredits: (n: number) => `Render again for ${pluralize(n, 'credit')}`,
  notice: (n: number, most: number) =>
    n === 1
      ? '1 mockup is outdated'
      : n > most
        ? `More than ${formatNumber(most)} mockups are outdated`
        : `${formatNumber(n)} mockups are outdated`,
  noticeBody: 'Their artwork or room has changed. They stay as they are until you decide.',
  noticeAction: 'Render them again',
} as const
