/** The collections, their form and their table. */
export const collectionWords = {
  title: 'Collections',
  lead: 'Groups for your quotes, artworks and products.',
  add: 'Add collection',
  own: 'Your collections',
  full: (most: number) =>
    `You have ${most} collections, which is the limit. Delete one to add another.`,
  none: 'No collections of your own yet. Add one if the built-in ones do not suit your work.',
  builtIn: 'Built-in collections',
  builtInLead: 'Available to everyone. They cannot be changed.',

  added: (name: string) => `Added ${name}. You can choose it wherever collections are used.`,
  saved: (name: string) => `Saved ${name}.`,
  deleted: (name: string) => `Deleted ${name}.`,

  collection: 'Collection',
  key: 'Key',
  inShopify: 'On Shopify',
  contains: 'Contains',
  actions: 'Actions',
  nothing: 'Nothing yet',
  nouns: { quotes: 'quote', assets: 'artwork', products: 'product', scenes: 'scene', kits: 'kit' },
  edit: 'Edit',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Only an empty collection can be deleted. The credit statement and past reviews still show its name.',

  shop: { none: 'None', handle: 'An existing collection', create: 'A new collection' },
  toBeCreated: 'Created with the first product you publish',
} as const

/** The form of one collection. */
export const collectionFormWords = {
  add: 'Add a collection',
  edit: 'Edit collection',
  name: 'Name',
  keyHint:
    'Lowercase letters, digits and _. Leave empty to make one from the name. It cannot be changed later.',
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
  shopHint:
    'Products join it when they are next published, and stay in any other collection they are in there.',
  handle: 'Shopify handle',
  handleHint:
    'For an existing collection: the last part of its URL, such as wall-art in /collections/wall-art.',
  save: 'Save',
  addCollection: 'Add collection',
  addAnother: 'Add as another collection',
  saveToExisting: 'Save to the existing collection',
  cancel: 'Cancel',
  changedMeanwhile: 'This collection was changed in another tab or through the API',
  addedAlready: 'This collection was already added',
} as const
