import { pluralize } from '../pluralize.ts'

/** What is said where a product was changed at the shop, and here what to do about it. */
export const driftWords = {
  title: (title: string) => `Changes on Shopify to “${title}”`,
  lead: (n: number, shop: string) =>
    `${pluralize(n, 'field')} changed at ${shop} since you last published. Choose what to keep.`,
  read: 'Read',
  unreachable: (reason: string) => `${reason}. This is what it showed when it was read last.`,
  none: 'Nothing to decide',
  noneText: (shop: string) => `${shop} shows what you last published, or what you decided on.`,
  decide: 'Decide first',
  caption: (field: string) => `${field}: last published, on Shopify and here`,
  change: 'Change',
  published: 'Last published',
  atShop: 'On Shopify now',
  here: 'Here',
  hereAsPublished: 'Here, as last published',
  asPublished: 'As last published',
  choice: (field: string) => `What to keep of ${field.toLowerCase()}`,
  choiceStatus: 'What to do',
  takes: {
    shop: ['Keep Shopify’s', 'Haven Hub takes over what Shopify shows.'],
    hub: ['Use ours', 'The next publish replaces what Shopify shows.'],
    lock: ['Leave alone', 'Publishing never touches this field until you unlock it.'],
  },
  takesStatus: {
    shop: ['Keep Shopify’s', 'The status here follows what Shopify shows.'],
    hub: ['Use ours', 'The next publish puts it back on sale.'],
    lock: ['', ''],
  },
  takesDeleted: {
    shop: ['Keep it deleted', 'It is taken off sale here too. Everything else is kept.'],
    hub: ['Create it again', 'The next publish creates it on Shopify again.'],
    lock: ['', ''],
  },
  save: 'Save decisions',
  allShop: 'Keep all of Shopify’s',
  allHub: 'Use all of ours',
  saved: (n: number) => `Decided on ${pluralize(n, 'field')}.`,
  nothingChosen: 'Choose what to keep of at least one field. Nothing was changed.',
  changedAgain: 'Shopify shows something else by now. Nothing was decided. This is what it shows.',
  deleted: 'Deleted',
  noDetail: 'Changed on Shopify',
  backToProduct: 'Back to the product',
} as const

/** What is said about fields that publishing leaves alone. */
export const lockWords = {
  title: 'Fields left alone',
  none: 'Publishing sends every field that you change here.',
  locked: (fields: string) => `${fields}: publishing does not change this on Shopify.`,
  edit: 'Choose fields',
  choose: 'Leave alone on Shopify',
  handleUnlock:
    'Locked since the first publish. If you unlock it, a publish can change the product’s URL: links, ads and search results then rely on the redirect from the former URL that Shopify creates.',
  save: 'Save',
  saved: 'Saved which fields publishing leaves alone.',
} as const
