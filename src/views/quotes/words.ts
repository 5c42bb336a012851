import { pluralize } from '../pluralize.ts'

export const quotesWords = {
  title: 'Quotes',
  lead: 'The words on your prints, each in a collection.',
  noun: 'quote',
  nouns: 'quotes',
  add: 'Add quote',
  addList: 'Add a list',
  addTitle: 'Add a quote',
  editTitle: 'Edit quote',
  addAnother: 'Add as another',
  saveToExisting: 'Save to the existing quote',
  save: 'Save',
  cancel: 'Cancel',
  edit: 'Edit',
  editOf: (quote: string) => `Edit “${quote}”`,
  delete: 'Delete',
  deleteTitle: 'Delete this quote?',
  deleteText: 'Its artwork, mockups and products stay, without a quote.',
  upload: 'Upload artwork',
  uploadFor: (quote: string) => `Upload artwork for “${quote}”`,
  search: 'Search quotes and authors',
  collection: 'Collection',
  allCollections: 'All Collections',
  chooseCollection: 'Choose a collection',
  emptyTitle: 'No quotes yet',
  empty: 'Add your first quote above. Artwork takes on the collection of its quote.',
  columns: {
    quote: 'Quote',
    collection: 'Collection',
    mood: 'Mood',
    artworks: 'Artwork',
    actions: 'Actions',
  },
  artworks: (n: number) => `${pluralize(n, 'artwork')} with this quote`,
  fields: { quote: 'Quote', collection: 'Collection', author: 'Author', mood: 'Mood' },
  changed: 'This quote was changed in another tab or through the API',
  exists: 'This quote was already added',
  notFound: 'Quote not found',
} as const

/** What was done to a quote. */
export const quoteFlash = {
  added: (quote: string) => `Added “${quote}”.`,
  saved: (quote: string) => `Saved “${quote}”.`,
  deleted: (quote: string) =>
    `Deleted “${quote}”. Its artwork, mockups and products are unchanged.`,
} as const
