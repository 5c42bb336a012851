/** The collections, their form and their table. */
export const collectionWords = {
  title: 'Collections',
  lead: 'Groups for your quotes, artworks and products.',
  add: 'Add collection',
  own: 'Your collections',
  full: (most: number) => `You have ${most} collections, the most there can be.`,
  none: 'No collections of your own yet. Add one if the built-in ones do not fit your work.',
  builtIn: 'Built-in collections',
  builtInLead: 'Available to everyone. They cannot be changed.',

  added: (name: string) => `Added ${name}. You can choose it everywhere now.`,
  saved: (name: string) => `Saved ${name}.`,
  deleted: (name: string) => `Deleted ${name}.`,

  collection: 'Collection',
  key: 'Key',
  inShopify: 'In Shopify',
  contains: 'Contains',
  actions: 'Actions',
  nothing: 'Nothing yet',
  nouns: { quotes: 'quote', assets: 'artwork', products: 'product', scenes: 'scene', kits: 'kit' },
  edit: 'Edit',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Only a collection that contains nothing can be deleted. The credit statement and past approvals still show its name.',

  shop: { none: 'None', handle: 'An existing collection', create: 'A new collection' },
  toBeCreated: 'Not created yet',
} as const

/** The form of one collection. */
export const collectionFormWords = {
  add: 'Add a collection',
  edit: 'Edit collection',
  name: 'Name',
  keyHint:
    'Lowercase letters, digits and _. Made from the name if you leave it empty. It cannot be changed later.',
  colour: 'Color',
  colours: {
    sage: 'Sage',
    teal: 'Teal',
    amber: 'Amber',
    clay: 'Clay',
    rose: 'Rose',
    plum: 'Plum',
    blue: 'Blue',
    stone: 'Stone',
  },
  shop: 'Shopify collection',
  shopHint: 'Saved for later: nothing is changed in Shopify yet.',
  handle: 'Handle in Shopify',
  handleHint: 'For an existing collection: the last part of its URL, as in /collections/wall-art.',
  save: 'Save',
  addCollection: 'Add collection',
  addAnother: 'Add as another collection',
  saveToExisting: 'Save to the existing collection',
  cancel: 'Cancel',
  changedMeanwhile: 'This collection was changed in another tab or by a program',
  addedAlready: 'This collection was already added',
} as const
