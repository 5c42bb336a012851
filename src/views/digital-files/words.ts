import { pluralize } from '../pluralize.ts'

/** Files that customers download, and the page that has them. */
export const fileWords = {
  title: 'Digital files',
  lead: 'What customers of a digital product download. Haven Hub keeps the files privately; your delivery app sends them.',
  noun: 'file',
  nouns: 'files',
  products: 'Products',
  add: 'Add a file',
  file: 'File',
  fileHint: 'PDF, PNG, JPEG or ZIP, up to 95 MB',
  upload: 'Upload file',
  uploading: 'Uploading {percent}%',
  storing: 'Storing the file',
  failed: 'The upload did not finish. Nothing was lost. Try again.',
  tooLarge: 'This file is larger than 95 MB',
  fromArtwork: 'Or use the file of an artwork',
  artwork: 'Artwork',
  searchArtworks: 'Search artworks',
  chooseArtwork: 'Choose an artwork',
  useArtwork: 'Add its file',
  chooseFirst: 'Choose an artwork first',
  noFile: 'Choose a file first',
  search: 'Search files',
  name: 'Name',
  type: 'Type',
  size: 'Size',
  usedBy: 'Used by',
  added: 'Added',
  actions: 'Actions',
  notUsed: 'No product',
  more: (n: number) => `and ${pluralize(n, 'other')}`,
  download: 'Download',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: 'The file is deleted for good. What your delivery app has stays there.',
  none: 'No digital files yet',
  noneHelp: 'Upload what customers are to download, then choose it in a digital variant.',
} as const

/** What was done with a file. */
export const fileFlash = {
  added: (name: string) => `Added ${name}.`,
  known: (name: string) => `You have this file already, as ${name}.`,
  deleted: (name: string) => `Deleted ${name}.`,
} as const

/** Choosing a file for a digital variant. */
export const fileSelectWords = {
  label: 'File',
  empty: 'No file',
  search: 'Search files',
  upload: 'Upload a file',
} as const
