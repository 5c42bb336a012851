import { pluralize } from '../pluralize.ts'

/** The search over everything: its page, and the box that opens on any page. */
export const searchWords = {
  title: 'Search',
  lead: 'Artworks, quotes, mockups, products and pages.',
  field: 'Search everything',
  box: 'Find anything',
  placeholder: 'Search artworks, quotes, mockups, products…',
  button: 'Search',
  close: 'Close search',
  hint: 'Type a title, a quote, a scene or a page. ↑ ↓ to choose, Enter to open.',
  results: 'Search results',
  nothing: (text: string) => `Nothing found for “${text}”`,
  nothingText: 'Check the spelling, or search for part of it.',
  found: (n: number) => pluralize(n, 'result'),
  inScene: (title: string, scene: string) => `${title} in ${scene}`,
  mockupsIn: (scene: string) => `Mockups in ${scene}`,
  all: {
    assets: 'All matching artworks',
    quotes: 'All matching quotes',
    products: 'All matching products',
  },
  groups: {
    pages: 'Pages',
    assets: 'Artworks',
    quotes: 'Quotes',
    mockups: 'Mockups',
    products: 'Products',
  },
} as const

/** Pages that are in no list of the navigation, and by what other words a page is found. */
export const pageWords = {
  upload: 'Upload artwork',
  createProduct: 'Create Product',
  outdated: 'Outdated mockups',
  importTemplates: 'Import templates',
  also: {
    '/': 'overview dashboard start',
    '/generate': 'render run mockups',
    '/approvals': 'approve reject approvals',
    '/settings': 'autopilot supervised budget limit',
    '/account': 'time zone vendor password name',
    '/integrations': 'shopify store dynamic mockups integrations connect',
    '/keys': 'api tokens programs',
    '/credits': 'budget statement usage charges refund',
    '/problems': 'retries errors failed refused unconfirmed charges',
    '/pricing': 'prices sizes costs margin',
    '/digital-files': 'downloads pdf zip sky pilot delivery',
    '/scenes': 'rooms templates',
    '/runs': 'batches renders',
    '/activity': 'history log',
  },
} as const
