import { pluralize } from '../pluralize.ts'

/** The list of recipes. */
export const recipeWords = {
  title: 'Recipes',
  lead: 'How products are made of artworks: sizes, frames, texts and pictures, for many at once.',
  add: 'Add recipe',
  none: 'No recipes yet',
  noneHelp:
    'A recipe holds sizes, frames, a title and a description with placeholders, and tags. Use it to create a product of each selected artwork at once.',
  full: (most: number) =>
    `You have ${most} recipes, which is the limit. Delete one to add another.`,
  notFound: 'Recipe not found',

  added: (name: string) => `Added ${name}.`,
  saved: (name: string) => `Saved ${name}.`,
  deleted: (name: string) => `Deleted ${name}. The products made with it stay.`,

  recipe: 'Recipe',
  makes: 'Variants',
  texts: 'Title and tags',
  pictures: 'Pictures',
  after: 'Then',
  actions: 'Actions',
  draft: 'Saves drafts',
  publish: 'Publishes',
  kitOrder: (name: string) => `In the order of ${name}`,
  anyOrder: 'In the order of their own kit',
  use: 'Create products',
  edit: 'Edit',
  delete: 'Delete',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText: 'The products made with it stay as they are.',
} as const

/** The form of one recipe. */
export const recipeFormWords = {
  add: 'Add a recipe',
  edit: 'Edit recipe',
  back: 'Recipes',
  name: 'Name',
  sizes: 'Sizes',
  sizesHint: 'Of your table of prices. Each has its price there.',
  noSizes: 'There are no sizes among your prices. Add some first.',
  toPricing: 'Go to pricing',
  finishes: 'Frames',
  finishesHint: 'Each size is sold in each of these.',
  titleField: 'Title',
  description: 'Description',
  tags: 'Tags',
  tagsHint: 'Separated by commas.',
  placeholders: (names: readonly string[]) =>
    `You can use ${names.map((name) => `{${name}}`).join(', ')}.`,
  emptyRule:
    'Where one is empty, the word before it (by, from, in), its label, dash, brackets and quotation marks are left out with it. A title is cut to 200 characters, between words.',
  kit: 'Order of the pictures',
  kitHint: 'Approved mockups are the pictures, the newest of each scene.',
  ownKit: 'That of the kit they were generated with',
  publish: 'When they are made',
  asDraft: 'Save as drafts',
  publishNow: 'Publish to Shopify',
  publishHint: 'Or put them before you for approval, where your settings say so.',
  save: 'Save',
  saveAndUse: 'Save and continue',
  addAnother: 'Add as another recipe',
  openExisting: 'Open the existing recipe',
  cancel: 'Cancel',
  changedMeanwhile: 'This recipe was changed in another tab or through the API',
  addedAlready: 'This recipe was already added',

  sample: 'Sample',
  sampleOf: (title: string) => `Of “${title}”`,
  sampleWithout: 'Of an artwork without a quote',
  sampleNone: 'Upload an artwork to see what the recipe makes of it.',
  showSample: 'Update sample',
  noTags: 'No tags',
  noDescription: 'No description',
  noTitle: 'The artwork’s title',
} as const

const started = (n: number) => `${pluralize(n, 'product')} ${n === 1 ? 'is' : 'are'} being created.`

/** The table of what will be made. */
export const applyWords = {
  title: 'Create products',
  lead: 'Check what the recipe makes of each artwork. Nothing is created until you press the button.',
  recipe: 'Recipe',
  useRecipe: 'Use this recipe',
  editRecipe: 'Edit recipe',
  newRecipe: 'New recipe',
  noRecipes: 'No recipes yet',
  noRecipesHelp: (n: number) =>
    `A recipe says which sizes, frames and texts products get. Make one, and you come back here with ${pluralize(n, 'artwork')}.`,
  makeRecipe: 'Make a recipe',
  noArtworks: 'No artworks yet',
  noArtworksHelp: 'Upload finished artwork first. Then create products of it here.',
  choose: 'Select artworks',
  chooseLead:
    'Your newest ones. For others, filter the artworks, select them, and press “Create products” there.',
  toArtworks: 'All artworks',
  continue: 'Continue',
  gone: (n: number) =>
    n === 1
      ? '1 artwork is no longer there, and is left out.'
      : `${n} artworks are no longer there, and are left out.`,
  tooMany: (most: number) => `Only the first ${most} artworks are shown: so many are made at once.`,

  table: 'Products to be created',
  product: 'Product',
  titleOf: (name: string) => `Title of the product of ${name}`,
  variants: 'Variants',
  price: 'Price',
  margin: 'Lowest margin',
  pictures: 'Pictures',
  checks: 'To check',
  fine: 'Ready',
  leaveOut: 'Leave out',
  leaveOutOf: (name: string) => `Leave out ${name}`,
  leftOut: 'Left out',
  edit: 'Edit',
  close: 'Close',
  description: 'Description',
  tags: 'Tags',
  priceOf: (variant: string) => `Price of ${variant}`,
  editVariants: 'Prices and variants',
  acceptLowDpi: (sizes: string) => `Sell ${sizes} anyway`,
  acceptBelowCost: (variants: string) => `Sell ${variants} below cost anyway`,
  acceptFree: (variants: string) => `Sell ${variants} for free anyway`,
  acceptUndelivered: 'The delivery app has the file',

  update: 'Update',
  /** Where all are refused, those are made that are accepted before the button is pressed. */
  create: (n: number, of: number) =>
    n === of || n === 0 ? `Create ${pluralize(of, 'product')}` : `Create ${n} of ${of}`,
  drafts: 'They are saved as drafts.',
  publishes: 'They are published, or put before you for approval.',
  refused: (n: number) =>
    n === 1
      ? '1 product cannot be created as it is: see “To check”.'
      : `${n} products cannot be created as they are: see “To check”.`,
  started,
  startedSome: (n: number, rest: number) =>
    `${started(n)} ${pluralize(rest, 'product')} ${rest === 1 ? 'was not, and is' : 'were not, and are'} still here.`,
  progress: 'See progress',
  titleMistake: 'Enter a title of 1 to 200 characters',
  priceMistake: 'Enter an amount such as 24.99',
  tagsMistake: 'Up to 50 tags, of up to 255 characters each',
  descriptionMistake: 'A description can have up to 10,000 characters',
} as const
