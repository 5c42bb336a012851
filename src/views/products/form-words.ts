/** What a variant says in the form of a product. */
export const cellWords = {
  price: 'Price',
  compareAt: 'Compare-at price',
  was: 'was',
  cost: 'Cost',
  margin: 'Margin',
  marginUnknown: 'Margin not known',
  off: 'Not sold now',
  offHint:
    '“Not sold now” keeps a variant here and leaves it out of your store from the next publish on.',
  dpi: (dpi: number) => `${dpi} dpi`,
  belowLimit: (limit: number) => `, below your limit of ${limit} dpi`,
  file: 'Digital file',
  skyPilot: 'Sky Pilot ID',
  of: (field: string, variant: string) => `${field}, ${variant}`,
} as const

/** What is refused unless a person says that it is meant, by the field that says it. */
export const acceptWords = {
  accept_free: { label: 'Sell for 0: this product is free', tick: 'Select this to sell for 0' },
  accept_below_cost: {
    label: 'Sell below cost: I know that these prices lose money',
    tick: 'Change the price, or select this to sell below cost',
  },
  accept_low_dpi: {
    label: 'Sell these sizes although the artwork has too few pixels for a sharp print',
    tick: 'Clear the size, or select this to sell it with fewer pixels',
  },
  accept_undelivered: {
    label: 'The delivery app has these files: buyers get them',
    tick: 'Select this once the delivery app has the files',
  },
} as const

/** The description and its editor. */
export const descriptionWords = {
  label: 'Description',
  hint: 'Shown in your store. An empty line starts a new paragraph.',
  toolbar: 'Format the description',
  tools: {
    bold: 'Bold',
    italic: 'Italic',
    underline: 'Underline',
    heading: 'Heading',
    bullets: 'Bulleted list',
    numbers: 'Numbered list',
    quote: 'Quote',
    link: 'Link',
  },
  linkTo: 'Link to',
  linkHint: 'https://… or an e-mail address',
  setLink: 'Set link',
  removeLink: 'Remove link',
  badLink: 'Enter an address that starts with https://, or an e-mail address',
} as const

/** How search engines show a product. */
export const seoWords = {
  title: 'Search engine listing',
  lead: 'How the product looks in search results',
  preview: 'Preview of the search result',
  store: 'your-store.myshopify.com',
  where: (store: string) => `${store} › products`,
  noTitle: 'Title of the product',
  noDescription: 'The description of the product is shown here.',
  pageTitle: 'Search title',
  pageTitleHint: 'Leave it empty to use the title. About 60 characters are shown.',
  description: 'Search description',
  descriptionHint: 'Leave it empty to use the description. About 155 characters are shown.',
  used: (used: number, most: number) => `${used} of ${most} characters`,
} as const

/** Shopify's category of a product. */
export const categoryWords = {
  label: 'Shopify category',
  hint: 'Sets taxes and filters in Shopify, and the category in shopping ads.',
  none: 'Not set',
  other: 'Another category…',
  id: 'Category ID',
  idHint: 'From Shopify’s product taxonomy, such as hg-3-4-2-2.',
} as const
