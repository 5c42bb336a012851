import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** The gallery, the page of one mockup and that of outdated ones. */
export const mockupWords = {
  title: 'Mockups',
  lead: 'Your artwork in rooms, newest first.',
  leadOf: (title: string) => `All mockups of ${title}`,
  generate: 'Generate mockups',
  name: (title: string, scene: string) => `${title} in ${scene}`,
  noun: 'mockup',
  nouns: 'mockups',

  filters: {
    status: 'Status',
    anyStatus: 'All Status',
    scene: 'Scene',
    anyScene: 'All scenes',
    state: 'Up to date',
    anyState: 'Up to date or outdated',
    outdated: 'Outdated',
    artwork: 'Artwork',
    anyArtwork: 'All artworks',
    deletedArtwork: 'A deleted artwork',
  },

  empty: {
    title: 'No mockups yet',
    body: 'Choose artwork and the scenes to show it in. Each mockup costs one credit.',
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
    place: 'Other mockups in the list',
    decide: 'Ready for your store?',
    decided: { approved: 'Approved', rejected: 'Rejected' },
    artwork: 'Artwork',
    allOfArtwork: 'All mockups of this artwork',
    details: 'Details',
    products: 'Products',
    noProducts: 'Not used in any product yet.',
    use: 'Use in a product',
    approveAndUse: 'Approve and use in a product',
    rejectedUse: 'Approve it to use it in a product.',
    outdatedTitle: 'This mockup is outdated',
    outdatedBody:
      'Its artwork or scene has changed since it was rendered. You can keep using it as it is.',
    renderOutdated: 'Render outdated mockups again',
    failed: 'Rendering failed',
    download: 'Download',
    sameAs: (when: string) => `Reused from the run of ${when}`,
    seeFirst: 'view the original mockup',
  },

  facts: {
    scene: 'Scene',
    collection: 'Collection',
    size: 'Size',
    credits: 'Credits',
    placement: 'Placement',
    requested: 'Requested',
    run: 'Run',
    openRun: 'Open the run',
    held: '1 reserved until it is decided',
    heldUntilRendered: '1 reserved until it is rendered',
    none: 'None',
    reused: 'None (reused)',
  },

  history: {
    title: 'History',
    requested: 'Requested',
    again: 'Rendered again as a new mockup',
    used: 'Used in the product',
  },
  versions: {
    title: 'Versions',
    lead: 'Mockups of this artwork in this scene, newest first.',
    open: (status: string, when: string) => `Version of ${when}: ${status}`,
    current: 'This one',
    own: 'own placement',
    same: 'The same picture',
    score: (score: number) => `score ${score}`,
    compare: 'Compare',
  },
  score: {
    label: 'Quality score',
    hint: 'From 0 to 1. Mockups can be sorted by it; nothing else depends on it.',
    none: 'None',
    save: 'Save',
    saved: (score: number | null) =>
      score === null ? 'Removed the quality score.' : `Saved the quality score ${score}.`,
    wrong: 'Enter a number from 0 to 1, or leave it empty',
  },
  reopen: {
    label: 'Return to review',
    labelOf: (name: string) => `Return ${name} to review`,
    done: (name: string) => `Returned ${name} to review.`,
  },

  regenerate: {
    label: 'Render again',
    placed: 'Render again with another placement',
    title: 'Render this mockup again?',
    confirm: 'Render again for 1 credit',
    body: (title: string) =>
      `It costs 1 credit and adds a new mockup of “${title}”. This one stays as it is.`,
  },
  remove: {
    label: 'Delete',
    title: 'Delete this mockup?',
    unrendered: 'It has not been rendered yet, so its reserved credit is returned.',
    rendered:
      'You can restore it for 30 days. The credit is not refunded. Products keep their pictures.',
    failed: 'It has no picture, so it cannot be restored. Its credits are not refunded.',
  },
  refund: {
    label: 'Record a refund',
    title: 'Did Dynamic Mockups refund this credit?',
    confirm: 'Record 1 credit as refunded',
    body: 'Do this only after Dynamic Mockups has refunded this render. The refund is added to your credit statement.',
  },
  tryAgain: {
    label: 'Retry',
    payAgain: 'Render again',
    title: 'Render it again?',
    confirm: 'Render again for 1 credit',
    body: 'The first credit is spent and its mockup cannot be downloaded. Rendering again costs another credit.',
  },
  suspect: {
    title: 'Was this render charged?',
    body: 'Dynamic Mockups never confirmed it. Check its dashboard, then decide here. After 24 hours the render is marked as charged.',
    all: 'All unconfirmed charges',
  },

  done: {
    none: 'Nothing was selected, so nothing was changed.',
    deleted: (name: string) => `Deleted ${name}.`,
    restored: (name: string) => `Restored ${name}.`,
    notRestored: 'This mockup can no longer be restored. Nothing was changed.',
    deletedForGood: (name: string) => `Deleted ${name} permanently.`,
    retrying: (name: string) => `Retrying ${name}.`,
    charged: (name: string) => `Marked ${name} as charged. To get the mockup, render it again.`,
    refunded: (name: string) => `Recorded the refund for ${name}.`,
    split: (n: number) => `Started ${pluralize(n, 'run')} for the outdated mockups.`,
    notFinished: (n: number) =>
      n === 1
        ? 'One was not changed because it has not been rendered.'
        : `${formatNumber(n)} were not changed because they have not been rendered.`,
  },
  reasonTooLong:
    'A reason can have up to 500 characters. Nothing was changed. Shorten it and try again.',
} as const

/** Rendering a mockup again with its artwork placed otherwise. */
export const placementWords = {
  title: 'Change placement',
  titleOf: (name: string) => `Change placement: ${name}`,
  back: 'Mockup',
  open: 'Change placement',
  now: 'As it is now',
  placement: 'Placement',
  move: 'Move or resize the artwork',
  moves: {
    up: 'Up',
    down: 'Down',
    left: 'Left',
    right: 'Right',
    larger: 'Larger',
    smaller: 'Smaller',
  },
  preview: 'Preview',
  asScene: 'Use the placement of the scene',
  fitOfScene: (fit: string) => `As in the scene: ${fit}`,
  scaleHint: '0.1 to 2',
  rotationHint: 'Clockwise',
  exact: 'Exact size and position',
  emptyHelp: 'Fields that you leave empty stay as in the scene. The scene does not change.',
  cost: (left: number) =>
    `This costs 1 credit. You have ${pluralize(left, 'credit')} left this year.`,
  noCredits:
    'You have no credits left this year. Raise the annual budget in Settings to render again.',
  render: 'Render again · 1 credit',
  effect: 'The new mockup goes to review. This one stays as it is.',
  refused: 'Nothing was rendered',
  unrenderable: 'This mockup cannot be rendered again',
  seeScenes: 'See scenes',
  seeArtwork: 'See the artwork',
  started: (name: string) => `Rendering ${name} again.`,
  seeRun: 'View the run',
  ofScene: 'As in the scene',
  ofOwn: {
    scale: (scale: number) => `${scale}×`,
    rotation: (degrees: number) => `rotated by ${degrees}°`,
    size: (width: number, height: number) => `${width} × ${height} px`,
    position: (x: number, y: number) => `${x} px from the left, ${y} px from the top`,
  },
} as const

/** Mockups that were deleted and can be restored. */
export const deletedWords = {
  title: 'Deleted mockups',
  lead: 'Deleted mockups stay here for 30 days. Then they are deleted permanently.',
  list: 'Deleted mockups',
  nothing: 'No deleted mockups',
  nothingBody: 'Mockups that you delete can be restored here for 30 days.',
  seeMockups: 'See mockups',
  deletedBy: (who: string) => `Deleted by ${who}`,
  restore: 'Restore',
  forGood: 'Delete now',
  forGoodTitle: (name: string) => `Delete ${name} permanently?`,
  forGoodBody: 'It cannot be restored after that. Products keep their pictures.',
} as const

/** Mockups whose artwork or scene has changed since. */
export const outdatedWords = {
  title: 'Outdated mockups',
  lead: 'Their artwork or scene has changed since they were rendered.',
  nothing: 'All mockups are up to date',
  nothingBody: 'Every mockup matches its current artwork and scene, or a newer mockup does.',
  nothingToRender: 'Nothing to render again',
  nothingToRenderBody:
    'Each of these has a newer version, or its artwork or scene is no longer in use. They stay as they are.',
  seeMockups: 'View mockups',
  leftOut: 'Mockups in these scenes stay as they are and use no credits.',
  list: 'Outdated mockups',
  all: 'View all',
  renderAgain: (n: number) => `Render ${pluralize(n, 'mockup')} again`,
  cost: 'Cost',
  reused: 'Reused free',
  leftThisYear: 'Left this year',
  leftThisMonth: 'Left this month',
  soft: 'soft limit',
  effect:
    'New mockups go to Review. The outdated ones, and products that use them, stay as they are.',
  beyondBudget:
    'There are not enough credits left this year. Raise the annual budget in Settings, or render the most important mockups again one at a time.',
  form: 'Render outdated mockups again',
  forFree: 'Render again for free',
  forCredits: (n: number) => `Render again for ${pluralize(n, 'credit')}`,
  notice: (n: number, most: number) =>
    n === 1
      ? '1 mockup is outdated'
      : n > most
        ? `More than ${formatNumber(most)} mockups are outdated`
        : `${formatNumber(n)} mockups are outdated`,
  noticeBody:
    'Their artwork or scene has changed. They stay as they are until you render them again.',
  noticeAction: 'Render them again',
} as const
