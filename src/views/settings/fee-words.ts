/** What a sale costs, in the settings. */
export const feeWords = {
  title: 'Costs of a sale',
  lead: 'They are part of the full cost of every variant, so that margins show what is left for you.',
  percent: 'Fee as a share of the price',
  percentHint: 'What your store and payment provider keep of each price, such as 2.9.',
  fixed: 'Fixed fee',
  fixedHint: 'What each sale costs on top, such as 0.30.',
  currency: 'Currency',
  currencyHint: 'Amounts count for products with prices in this currency.',
  pays: 'Postage is included in my prices',
  paysHint: 'You pay for sending a print, and your customer does not. Downloads have no postage.',
  postage: 'Postage for a print',
  postageHint:
    'What sending one print costs on average. Without it, the cost of prints is not known where you pay postage.',
  yes: 'Yes',
  no: 'No',
  percentError: 'Enter a percentage from 0 to 90, with up to 2 decimals',
} as const
