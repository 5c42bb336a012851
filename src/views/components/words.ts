import { pluralize } from '../pluralize.ts'

/** The navigation, its tabs and the account menu. */
export const navigationWords = {
  main: 'Main',
  menu: 'Menu',
  search: 'Search',
  home: 'Home',
  artwork: 'Artwork',
  artworks: 'Artworks',
  quotes: 'Quotes',
  generate: 'Generate',
  review: 'Review',
  mockups: 'Mockups',
  gallery: 'Gallery',
  runs: 'Runs',
  jobs: 'Jobs',
  deleted: 'Deleted',
  products: 'Products',
  recipes: 'Recipes',
  pricing: 'Pricing',
  digitalFiles: 'Digital files',
  problems: 'Problems',
  settings: 'Settings',
  general: 'General',
  account: 'Account',
  scenes: 'Scenes',
  kits: 'Kits',
  collections: 'Collections',
  credits: 'Credits',
  connections: 'Connections',
  keys: 'API keys',
  activity: 'Activity',
  pagesOf: (section: string) => `${section} pages`,
  accountOf: (name: string) => `Account menu for ${name}`,
  signOut: 'Sign out',
  waiting: { approvals: 'to review', problems: 'need you' },
} as const

/** What is around every page. */
export const layoutWords = {
  skip: 'Skip to content',
  unreachableTitle: 'Haven Hub is not responding',
  unreachable: 'This page may be out of date. Check your connection and try again.',
} as const

/** What stays true until somebody acts, at the top of every page. */
export const noticeWords = {
  view: 'View',
  dismiss: 'Dismiss',
  fixConnection: { dynamic_mockups: 'Fix connection', shopify: 'Reconnect' },
  refused: {
    dynamic_mockups: 'Dynamic Mockups refused the API key',
    shopify: 'Shopify needs attention',
  },
  parkedTitle: (n: number) =>
    `${pluralize(n, 'product is', 'products are')} waiting for your store connection`,
  parked: 'Nothing was lost. They continue where they were when the store is connected again.',
  refusedWithoutReason: 'Everything that needs this connection is paused until you fix it.',
  heldUpTitle: 'Dynamic Mockups is not responding',
  heldUp: (n: number) =>
    `${pluralize(n, 'mockup is', 'mockups are')} waiting and will continue automatically. Nothing was lost or charged, and everything else works.`,
  seeHeldUp: 'View waiting mockups',
  suspectsTitle: (n: number) => `${pluralize(n, 'render')} may have been charged`,
  suspects:
    'Dynamic Mockups never confirmed. Decide, or they are marked as charged after 24 hours.',
  decide: 'Review charges',
} as const

/** The page of an address without a page, and of an error. */
export const errorWords = {
  notFound: 'Page not found',
  notFoundText: 'There is nothing at this address. It may have been deleted, or the link is wrong.',
  failed: 'Something went wrong',
  failedText:
    'Nothing you saved was lost. Try again. If it keeps failing, send the reference below to support.',
  nothingChanged: 'Nothing was changed by this request.',
  perhapsChanged: 'Part of it may have been done. Check before you try again.',
  home: 'Go to Home',
  search: 'Search',
  reference: 'Reference for support: ',
} as const

const EVERYWHERE = {
  title: 'On every page',
  keys: [
    ['/', 'Search everything; Ctrl+K or ⌘K too'],
    ['?', 'This help'],
  ],
} as const

/** What the keys do; the key ? shows it. */
export const keyboardWords = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  turnOff: 'Turn shortcuts off',
  turnOn: 'Turn shortcuts on',
  isOn: 'Single keys move through lists and decide about mockups. Press ? on any page to see them.',
  isOff: 'Single keys do nothing. Every action has a button or a link.',
  turnedOff: 'Keyboard shortcuts are off in this browser. You can turn them on in Account.',
  turnedOn: 'Keyboard shortcuts are on.',
  lists: [
    EVERYWHERE,
    {
      title: 'In a list',
      keys: [
        ['f', 'Filter the list on this page'],
        ['j / k', 'Next or previous row'],
        ['Enter', 'Open it'],
        ['x', 'Select it; with Shift, everything up to it'],
        ['a', 'Approve it, or everything selected'],
        ['r', 'Reject it, or everything selected'],
      ],
    },
  ],
  judging: [
    {
      title: 'Judging mockups',
      keys: [
        ['j / k', 'Next or previous mockup'],
        ['← → ↑ ↓', 'Move between mockups'],
        ['a', 'Approve it, or everything selected'],
        ['Shift a', 'Approve all mockups of its artwork'],
        ['r', 'Reject it, or everything selected: 1 to 6 say why, r or Enter rejects'],
        ['z', 'Undo your last decision since you opened this page, then the one before'],
        ['x', 'Select it; with Shift, everything up to it'],
        ['c', 'Compare two that are selected, or this one and the next'],
        ['Enter', 'Open it'],
        ['f', 'Full size'],
      ],
    },
    {
      title: 'In full size',
      keys: [
        ['1', '100 % of the pixels'],
        ['0', 'Fit the window'],
        ['Space', 'Fit or 100 %'],
        ['+ / −', 'Larger or smaller'],
        ['← → ↑ ↓', 'Move the picture when it is larger than the window'],
        ['a r j k z', 'As above'],
        ['Esc', 'Close'],
      ],
    },
    EVERYWHERE,
  ],
} as const

/** Fields, forms and what is wrong with them. */
export const formWords = {
  optional: ' (optional)',
  cancel: 'Cancel',
  copy: 'Copy',
  problems: (n: number) =>
    n === 1 ? 'One field needs your attention' : `${n} fields need your attention`,
} as const

/** Lists: their filters, pages, selections and ends. */
export const listWords = {
  filters: 'Filters',
  filter: 'Filter',
  clear: 'Clear filters',
  removeFilter: (name: string) => `Remove filter: ${name}`,
  nothing: 'Nothing matches',
  nothingText: (noun: string) => `No ${noun} match these filters. Clear them to see everything.`,
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  results: 'Results',
  select: 'Select',
  selectAll: 'Select all',
  choose: (noun: string) => `Select ${noun}s above`,
  selectMatching: (n: string) => `Select all ${n} that match`,
  tooMany: (found: string, isMore: boolean, most: string) =>
    `${isMore ? 'More than ' : ''}${found} match. Up to ${most} can be selected at once.`,
} as const

/** What a press of a button did. */
export const toastWords = { undo: 'Undo', dismiss: 'Dismiss' } as const

export const linkWords = { newTab: ' (opens a new tab)' } as const

/** A form that somebody else saved first. */
export const conflictWords = {
  changed: 'Changed since you opened it',
  changedText: (noun: string) =>
    `This ${noun} was saved in another tab or by someone else. Your changes are not saved yet; they are still in the form. Save again to overwrite the saved version.`,
  replace:
    'Your changes are not saved yet; they are still in the form below. Save again to overwrite the saved version, or ',
  takeStored: 'discard your changes',
  sentBefore:
    'You sent this form before with other values. Your changes are not saved yet; they are still in the form below. Save to update the existing one, add it as another, or ',
  leave: 'keep the existing one',
  caption: 'Differences',
  typedAndStored: 'Your changes and the saved version',
  field: 'Field',
  yours: 'Yours',
  stored: 'Saved',
  empty: 'Empty',
} as const

/** A field that lists choices while one types. */
export const pickerWords = {
  choices: 'Choices',
  newest: 'Showing the first 50. Search for others.',
  found: (text: string) => `Choices that match “${text}”, and the current one.`,
  nothing: 'Nothing matches',
  /** The script puts the number and the text in. */
  count: '{n} choices',
  add: 'Add “{text}” as a new quote',
} as const

/** What is kept of a form that was left. */
export const keptWords = {
  restored: 'Restored what you typed',
  restoredText: 'You left this form before it was saved. Nothing was lost.',
  discard: 'Discard',
} as const
