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
  products: 'Products',
  pricing: 'Pricing',
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
  unreachable: 'The page shows what was there before. Check your connection and try again.',
} as const

/** What stays true until somebody acts, at the top of every page. */
export const noticeWords = {
  view: 'View',
  dismiss: 'Dismiss',
  fixConnection: 'Fix connection',
  refused: {
    dynamic_mockups: 'Dynamic Mockups refused the API key',
    shopify: 'Shopify needs attention',
  },
  refusedWithoutReason: 'Nothing that needs this connection can run until it is fixed.',
  heldUpTitle: 'Dynamic Mockups is not responding',
  heldUp: (n: number) =>
    `${pluralize(n, 'mockup is', 'mockups are')} waiting and will continue automatically. Nothing is lost or charged; everything else works.`,
  seeHeldUp: 'View what is waiting',
  suspectsTitle: (n: number) => `${pluralize(n, 'render')} may have been charged`,
  suspects: 'Dynamic Mockups never confirmed. Decide, or they count as charged after 24 hours.',
  decide: 'Review charges',
} as const

/** The page of an address without a page, and of an error. */
export const errorWords = {
  notFound: 'Page not found',
  notFoundText: 'There is nothing at this address. It may have been deleted, or the link is wrong.',
  failed: 'Something went wrong',
  failedText:
    'Nothing you saved was lost. Try again; if it keeps failing, send us the reference below.',
  nothingChanged: 'Nothing was changed by this request.',
  perhapsChanged: 'Check before you try again: part of it may have been done.',
  home: 'Go to Home',
  search: 'Search',
  reference: 'Reference for support: ',
} as const

/** What the keys do; the key ? shows it. */
export const keyboardWords = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  keys: [
    ['/', 'Search everything; Ctrl+K or ⌘K too'],
    ['f', 'Filter the list on this page'],
    ['j', 'Next row or picture'],
    ['k', 'Previous row or picture'],
    ['← → ↑ ↓', 'Next to it, between pictures'],
    ['Enter', 'Open it'],
    ['x', 'Select it; with Shift, everything up to it'],
    ['a', 'Approve it, or everything selected'],
    ['Shift a', 'Approve all mockups of its artwork'],
    ['r', 'Reject it, or everything selected'],
    ['?', 'This help'],
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
  nothing: 'Nothing matches',
  nothingText: (noun: string) => `No ${noun} match these filters. Clear them to see everything.`,
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  results: 'Results',
  select: 'Select',
  selectAll: 'Select all',
  choose: (noun: string) => `Select ${noun}s above`,
} as const

/** What a press of a button did. */
export const toastWords = { undo: 'Undo', dismiss: 'Dismiss' } as const

export const linkWords = { newTab: ' (opens a new tab)' } as const

/** A form that somebody else saved first. */
export const conflictWords = {
  changed: 'Changed since you opened it',
  changedText: (noun: string) =>
    `This ${noun} was saved by somebody else, or in another tab. Your changes are not saved yet; they are still in the form. Save again to replace what is stored.`,
  replace:
    'Your changes are not saved yet; they are still in the form below. Save again to replace what is stored, or ',
  takeStored: 'discard your changes',
  sentBefore:
    'You sent this form before with other values. Your changes are not saved yet; they are still in the form below. Save to update the existing one, add it as another, or ',
  leave: 'keep the existing one',
  caption: 'Differences',
  typedAndStored: 'Your changes, and what is stored',
  field: 'Field',
  yours: 'Yours',
  stored: 'Stored',
  empty: 'Empty',
} as const

/** A field that lists choices while one types. */
export const pickerWords = {
  choices: 'Choices',
  newest: 'The first 50 are listed. Search for others.',
  found: (text: string) => `Choices that match “${text}”, and the current one.`,
  nothing: 'Nothing matches',
  /** The script puts the number and the text in. */
  count: '{n} to choose from',
  add: 'Add “{text}” as a new quote',
} as const
