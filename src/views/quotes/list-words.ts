import { pluralize } from '../pluralize.ts'

/** Adding quotes by the list. */
export const listWords = {
  title: 'Add a list of quotes',
  lead: 'Paste quotes or upload a table. You see what will be added, and with which artwork, before anything is saved.',
  quotes: 'Quotes',
  list: 'Quotes, one a line',
  listHint:
    'Or columns copied from a spreadsheet: quote, author, collection, mood, file name of the artwork',
  file: 'Or a CSV file',
  fileHint: 'The same columns, with or without a first line that names them',
  collection: 'Collection of quotes that name none',
  chooseCollection: 'Choose a collection',
  preview: 'Preview',
  previewTitle: (n: number) => `Check ${pluralize(n, 'quote')}`,
  previewLead: 'Change what is not right, or clear the checkbox of a line that is not to be added.',
  previewAgain: 'Check again',
  save: 'Add quotes',
  cancel: 'Start over',
  line: (n: number) => `Line ${n}`,
  use: 'Add',
  useLine: (n: number) => `Add line ${n}`,
  quote: 'Quote',
  author: 'Author',
  details: 'Author and mood',
  mood: 'Mood',
  collectionOf: 'Collection',
  artwork: 'Artwork',
  artworkOf: (n: number) => `Artwork of line ${n}`,
  of: (field: string, n: number) => `${field} of line ${n}`,
  noArtwork: 'No artwork',
  searchArtworks: 'Search artworks',
  certain: 'Same name',
  uncertain: 'Similar name: check it',
  unmatched: 'No artwork of this name',
  stored: 'Already one of your quotes: the artwork is added to it',
  listed: 'The same as an earlier line: the artwork is added to that quote',
  nothing: 'Paste at least one quote, or choose a file',
  tooMany: (n: number, most: number) =>
    `This list has ${pluralize(n, 'quote')}. Up to ${most} can be added at once: send it in parts`,
  noText: 'This file is not a text. Export the table as CSV',
  noneChosen: 'Select at least one line',
  twice: (n: number) => `This artwork is chosen in line ${n} too`,
  errors: (n: number) => `${pluralize(n, 'line')} cannot be added yet`,
  saved: (added: number, joined: number, linked: number) =>
    [
      `Added ${pluralize(added, 'quote')}.`,
      joined > 0 ? `${pluralize(joined, 'line')} joined quotes that were there.` : '',
      linked > 0 ? `Gave ${pluralize(linked, 'artwork')} a quote.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  partly:
    'Not everything was saved. Nothing is added twice: press the button again to save the rest.',
} as const
