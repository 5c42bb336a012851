import { pluralize } from '../pluralize.ts'

/** What the page says on which a product's pictures are put in order. */
export const pictureWords = {
  titleOf: (product: string) => `Pictures of ${product}`,
  lead: 'The first picture is the cover. Changes go on sale when you publish the product again.',
  edit: 'Edit pictures',
  form: 'Pictures',
  order: 'Order and alt text',
  orderHint:
    'Drag a picture by its handle, or focus the handle and press the arrow keys. Home makes it the cover.',
  orderByButtons: 'Move a picture by its arrows, then save.',
  none: 'No pictures yet. Add some below.',
  artwork: 'Artwork',
  upload: 'Upload',
  mockup: 'Mockup',
  cover: 'Cover',
  added: 'Not saved yet',
  rejected: 'Rejected',
  mockupDeleted: 'Mockup deleted',
  artworkDeleted: 'Artwork deleted',
  alt: (name: string) => `Alt text of ${name}`,
  altHint: (suggestion: string) => `Suggested: ${suggestion}`,
  altEmpty: 'Empty: your store uses the product title.',
  useSuggestion: 'Use suggestion',
  useSuggestionOf: (name: string) => `: ${name}`,
  handle: (name: string) => `Move ${name}`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  makeCover: 'Make cover',
  makeCoverOf: (name: string) => `: ${name}`,
  remove: (name: string) => `Remove ${name}`,
  frames: 'Pictures of frames',
  framesLead: 'Your store shows this picture when a customer chooses the frame.',
  noPicture: 'No picture of its own',
  mixed: 'Different ones by size, as they are',
  add: 'Add pictures',
  addLead: 'Approved mockups and artwork. They are added at the end.',
  choose: 'Pictures to add',
  others: 'Pictures of other artworks',
  addChosen: 'Add selected',
  select: (title: string, what: string) => `Add ${title}, ${what}`,
  nothingToAdd: 'No other approved mockups or artwork.',
  generate: 'Generate mockups',
  file: 'From your computer',
  fileHint: 'PNG, JPEG or WebP, up to 20 MB each. They are added at the end when you save.',
  fileAgain: 'Choose the files again: browsers do not keep them.',
  tooMuch: 'These files are larger than 40 MB together. Nothing was saved. Choose fewer files.',
  save: 'Save pictures',
  cancel: 'Cancel',
  saved: (product: string) => `Saved the pictures of ${product}.`,
  savedLive: (product: string) =>
    `Saved the pictures of ${product}. Publish it to show them in your store.`,
  changed: 'The pictures of this product were changed in the meantime',
  orderField: 'Order',
  errorAlt: 'Enter up to 512 characters',
} as const

/** What a product says of pictures that a person should look at before it is published again. */
export const pictureNoticeWords = {
  newerOne: (room: string) => `A newer approved picture of ${room} is available`,
  newer: (n: number) => `${n} newer approved pictures are available`,
  newerLead: 'Order, alt text and frames stay as they are.',
  pairs: 'Newer pictures',
  now: (room: string) => `${room}, as it is now`,
  newerOf: (room: string) => `${room}, newer`,
  shown: 'Now',
  newerLabel: 'Newer',
  use: 'Use it',
  useOf: (room: string) => `: ${room}`,
  useAll: (n: number) => `Use all ${n}`,
  took: (n: number, product: string) => `${product} now shows ${pluralize(n, 'newer picture')}.`,
  tookLive: (n: number, product: string) =>
    `${product} now has ${pluralize(n, 'newer picture')}. Publish it to update your store.`,
  tookNone: 'These pictures are the newest already. Nothing was changed.',
  rejectedTitle: (n: number) =>
    n === 1 ? 'A picture was rejected' : `${n} pictures were rejected`,
  rejectedText: (places: string) =>
    `${places}. It cannot be published until you choose another picture, or approve this mockup again.`,
  rejectedTexts: (places: string) =>
    `${places}. It cannot be published until you choose other pictures, or approve these mockups again.`,
  deletedTitle: (n: number) =>
    n === 1 ? 'The mockup of a picture was deleted' : `The mockups of ${n} pictures were deleted`,
  deletedText: (places: string) =>
    `${places}. The product keeps what it shows. Replace it before you publish if it should no longer be on sale.`,
  place: (n: number, room: string) => `${n}. ${room}`,
} as const
