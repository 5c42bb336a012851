import { formatNumber } from '../format-number.ts'
import { pluralize } from '../pluralize.ts'

/** The gallery, the page of one mockup and that of outdated ones. */
export const mockupWords = {
  title: 'Mockups',
  lead: 'Your artwork in rooms.',
  leadOf: (title: string) => `All mockups of ${title}`,
  generate: 'Generate mockups',
  name: (title: string, scene: string) => `${title} in ${scene}`,
  noun: 'mockup',
  nouns: 'mockups',

  filters: {
    search: 'Search titles and quotes',
    status: 'Status',
    anyStatus: 'All Status',
    scene: 'Scene',
    anyScene: 'All scenes',
    sort: 'Sort',
    newest: 'Newest first',
    sorts: { oldest: 'Oldest first', title: 'Artwork A–Z', score: 'Highest score' },
    more: 'More filters',
    collection: 'Collection',
    anyCollection: 'All Collections',
    state: 'Up to date',
    anyState: 'All',
    outdated: 'Outdated',
    artwork: 'Artwork',
    anyArtwork: 'All artworks',
    searchArtwork: 'Search artworks',
    deletedArtwork: 'A deleted artwork',
    ofRun: 'One run',
    from: 'From',
    to: 'To',
    fromDay: (day: string) => `From ${day}`,
    toDay: (day: string) => `To ${day}`,
  },
  newestFound: (artworks: number) =>
    `These are the mockups of the newest ${formatNumber(artworks)} artworks that match. To find others, search for more words.`,

  empty: {
    title: 'No mockups yet',
    body: 'Choose artwork and the scenes to show it in. Each mockup costs one credit.',
  },
  outdated: 'Outdated',
  sample: 'Sample',
  again: 'Rendered again',
  scored: (score: number) => `Score ${score}`,
  inRuns: (n: number) => `In ${n} runs`,
  approve: 'Approve',
  reject: 'Reject',
  rejectTitle: 'Reject the selected mockups?',
  reason: 'Reason',
  more: 'More',
  bulk: {
    selected: 'The selected mockups',
    again: 'Render again',
    use: 'Use in a product',
    download: 'Download as ZIP',
    delete: 'Delete',
    deleteTitle: 'Delete the selected mockups?',
    deleteBody:
      'You can restore them for 30 days. Credits are not refunded. Products keep their pictures, and mockups that are still rendering are left out.',
  },

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
  several: {
    title: (n: number) =>
      n === 0 ? 'Render mockups again' : `Render ${pluralize(n, 'mockup')} again`,
    none: 'Nothing to render again',
    noneBody: 'Select mockups in the gallery first.',
    gallery: 'See mockups',
    lead: 'Each gets a new picture in its scene as it is now. The present ones stay as they are.',
    cost: 'Cost',
    mockups: 'Mockups',
    sameOf: (n: number) =>
      n === 1
        ? 'One is left out because another of the same artwork and scene is selected.'
        : `${formatNumber(n)} are left out because others of the same artwork and scene are selected.`,
    archived: (n: number) =>
      n === 1
        ? 'One is left out because its artwork is archived.'
        : `${formatNumber(n)} are left out because their artworks are archived.`,
    gone: (n: number) =>
      n === 1
        ? 'One is left out because it was deleted.'
        : `${formatNumber(n)} are left out because they were deleted.`,
    unfinished: (n: number) =>
      n === 1
        ? 'One is left out because it is still rendering, or its charge is unconfirmed.'
        : `${formatNumber(n)} are left out because they are still rendering, or their charges are unconfirmed.`,
    leftOut: 'Selected mockups in these scenes are left out and use no credits.',
    form: 'Render again',
    confirm: (n: number) => `Render again for ${pluralize(n, 'credit')}`,
    list: 'Selected mockups',
    more: (n: number) => `And ${formatNumber(n)} more.`,
    beyondBudget:
      'There are not enough credits left this year. Select fewer mockups, or raise the annual budget in Settings.',
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
    deletedMany: (n: number) => `Deleted ${pluralize(n, 'mockup')}.`,
    notDeleted: (n: number) =>
      n === 1
        ? 'One was left out because it is still rendering, or its charge is unconfirmed.'
        : `${formatNumber(n)} were left out because they are still rendering, or their charges are unconfirmed.`,
    restoredMany: (n: number) => `Restored ${pluralize(n, 'mockup')}.`,
    nothingToDownload: 'None of these mockups has been rendered, so there is nothing to download.',
    noneApproved:
      'None of these mockups is approved, so none can be used in a product. Approve them first.',
    notApproved: (n: number) =>
      n === 1
        ? 'One was left out because it is not approved.'
        : `${formatNumber(n)} were left out because they are not approved.`,
    tooManyPictures: (most: number) =>
      `A product can have up to ${most} pictures. Nothing was changed. Select fewer and try again.`,
    again: (n: number) => `Rendering ${pluralize(n, 'mockup')} again.`,
    viewRun: 'View the run',
    viewRuns: 'View runs',
    restored: (name: string) => `Restored ${name}.`,
    notRestored: 'This mockup can no longer be restored. Nothing was changed.',
    deletedManyForGood: (n: number) => `Deleted ${pluralize(n, 'mockup')} permanently.`,
    goneMany: (n: number) =>
      n === 1
        ? 'One could no longer be restored.'
        : `${formatNumber(n)} could no longer be restored.`,
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
  tooManyAtOnce: (most: number) =>
    `Up to ${pluralize(most, 'mockup')} can be changed at once. Nothing was changed. Select fewer and try again.`,
  reasonTooLong:
    'A reason can have up to 500 characters. Nothing was changed. Shorten it and try again.',
} as const

/** Two mockups next to each other. */
export const compareWords = {
  title: 'Compare mockups',
  list: 'Two mockups',
  versions: 'Two versions of the same artwork and scene.',
  newer: 'Newer',
  older: 'Older',
  made: 'Made',
  size: 'Size',
  quality: 'Quality',
  artwork: 'Artwork',
  scene: 'Scene',
  open: 'Open',
  choose: 'Select two mockups to compare them.',
} as const

/** A mockup as large as it is. */
export const fullSizeWords = {
  title: 'Full size',
  open: (name: string) => `${name}, full size`,
  stage: 'Mockup: arrow keys move it when it is larger than the window',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit',
  actual: '100 %',
  previous: 'Previous',
  next: 'Next',
  undo: 'Undo',
  close: 'Close',
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
  newest: (most: number) =>
    `These are the last ${formatNumber(most)}. Restore or delete some of them to see others.`,
  deletedBy: (who: string) => `Deleted by ${who}`,
  restore: 'Restore',
  forGood: 'Delete now',
  forGoodMany: 'Delete the selected mockups permanently?',
  forGoodManyBody: 'They cannot be restored after that. Products keep their pictures.',
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
