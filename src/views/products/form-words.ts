/** What a variant says in the form of a product. */
export const cellWords = {
  price: 'Price',
  compareAt: 'Compare-at price',
  was: 'was',
  margin: 'Margin',
  marginUnknown: 'Margin not known',
  off: 'Not sold now',
  offHint:
    '“Not sold now” keeps a variant here and leaves it out of your store from the next publish on.',
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
