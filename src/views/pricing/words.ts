/** What margins say, wherever they are shown. */
export const marginWords = {
  notKnown: 'Not known',
  share: (percent: number) => ` ${String(percent).replace('-', '−')}%`,
  mend: (price: string) => `From ${price} on it pays its cost`,
  noPrice: 'No price pays this cost',
} as const

/** What the page of prices says. */
export const pricingWords = {
  title: 'Pricing',
  noun: 'size',
  lead: 'Default prices for new variants. Existing products keep their prices.',
  add: 'Add a size',
  addLead: 'Add a size of your own. New variants in this size get these prices.',
  addButton: 'Add size',
  caption: 'Prices by size',
  size: 'Size',
  fields: {
    base_price: 'Unframed',
    framed_price: 'Framed',
    digital_price: 'Digital',
    cost: 'Print cost',
    frame_cost: 'Frame cost',
    weight_grams: 'Print weight',
    frame_weight_grams: 'Frame weight',
  },
  grams: 'g',
  weight: (grams: number) => `${grams.toLocaleString('en-US')} g`,
  costs: (cost: string) => `Costs ${cost}`,
  costNotKnown: 'Cost not known',
  asUnframed: 'As unframed',
  actions: 'Actions',
  yours: 'Yours',
  off: 'Off',
  default: 'Default',
  edit: 'Edit',
  save: 'Save',
  cancel: 'Cancel',
  reset: 'Reset to default',
  switchOff: 'Turn off',
  switchOn: 'Turn on',
  currency: 'Currency',
  free: 'Sell for 0',
  belowCost: 'Sell below cost',
  allIn: (currency: string) => `Amounts are in ${currency}.`,
  explained:
    'What a variant costs: the print, its frame, and the fees and postage of a sale. A download costs only its fees. Where a part is not known, neither are cost and margin. New products are not offered in sizes that are off; variants in them stay.',
  withoutFees: 'Costs of a sale are not set, so these margins are without fees and postage.',
  setFees: 'Set the costs of a sale',
  saved: (size: string) => `Saved the prices for ${size}. New variants use them from now on.`,
  added: (size: string) => `Added ${size}.`,
  wasReset: (size: string) => `Reset ${size} to the default prices.`,
  wasOff: (size: string) => `${size} is off. New products are not offered in it.`,
  wasOn: (size: string) => `${size} is on. New products are offered in it.`,
  freeError: 'Enter a price above 0, or select that it is sold for 0',
  tickFree: 'Select this to sell for 0',
  tickBelowCost: 'Select this to sell below cost',
} as const

const variants = (n: number) => (n === 1 ? '1 variant' : `${n.toLocaleString('en-US')} variants`)
const products = (n: number) => (n === 1 ? '1 product' : `${n.toLocaleString('en-US')} products`)

/** What changing many prices says. */
export const changeWords = {
  title: 'Change prices',
  back: 'Pricing',
  lead: 'Change the default prices of several sizes at once. You see every price before anything is changed.',
  form: 'How prices change',
  change: 'Change by',
  changeHint: 'Such as 10, or -5 to lower prices',
  unit: 'Unit',
  percent: 'percent',
  amount: (currency: string) => currency,
  round: 'Rounding',
  rounds: {
    none: 'No rounding',
    '.99': 'To the nearest .99',
    '.00': 'To the nearest .00',
  },
  sizes: 'Sizes',
  preview: 'Preview',
  again: 'Update preview',
  previewTitle: 'Preview',
  previewLead: 'Each price as it is and as it will be, with what is left of it then.',
  nothing: 'These prices stay as they are',
  nothingLead: 'Choose another change or rounding.',
  same: 'Unchanged',
  margin: 'Margin',
  marginUnknown: 'Margin not known',
  isBelowCost: 'Below cost',
  cancel: 'Cancel',
  belowCost: (n: number) =>
    n === 1 ? '1 of these prices is below its cost' : `${n} of these prices are below their cost`,
  accept: 'Sell below cost',
  tick: 'Select this to sell below cost, or choose another change',
  apply: (n: number) => (n === 1 ? 'Change 1 size' : `Change ${n} sizes`),
  applied: (n: number) =>
    `Changed the prices of ${n === 1 ? '1 size' : `${n} sizes`}. New variants use them from now on.`,
  moved:
    'The prices have changed since you saw them. Nothing was changed. This is the new preview.',
  amountError: 'Enter a number such as 10 or -5',
  percentError: 'Enter a percentage from -90 to 1,000, with up to 2 decimals',
  chooseSizes: 'Choose a size',
  productsTitle: 'Products in these sizes',
  productsLead: (count: { products: number; variants: number }) =>
    count.products === 0
      ? 'No product has variants in these sizes.'
      : `${products(count.products)} with ${variants(count.variants)} in these sizes. They keep their prices, unless you change them too.`,
  productsCaption: 'Products in these sizes',
  product: 'Product',
  variants: 'Variants in these sizes',
  changeProducts: 'Change the prices of products too',
} as const

/** What sells below cost. */
export const lossWords = {
  title: 'Below cost',
  back: 'Pricing',
  lead: 'Variants on offer whose price does not pay their full cost. Variants whose cost is not known are not listed.',
  caption: 'Variants below cost',
  product: 'Product',
  variant: 'Variant',
  price: 'Price',
  cost: 'Full cost',
  margin: 'Margin',
  mended: 'Pays its cost from',
  emptyTitle: 'Nothing sells below cost',
  emptyLead: 'As far as costs are known, every variant on offer pays its cost.',
  counted: (count: { variants: number; products: number; isMore: boolean }) =>
    count.isMore
      ? `More than ${variants(count.variants)} sell below cost`
      : `${variants(count.variants)} of ${products(count.products)} ${count.variants === 1 ? 'sells' : 'sell'} below cost`,
  now: (count: { products: number; isMore: boolean }) =>
    count.isMore
      ? `More than ${products(count.products)} sell below cost now.`
      : `${products(count.products)} ${count.products === 1 ? 'sells' : 'sell'} below cost now.`,
  see: 'See them',
  mend: 'Set these prices',
  mendLead:
    'Each price below cost becomes the lowest that pays its cost. Products on Shopify change when you publish them again.',
  filtered: 'See these products',
} as const
