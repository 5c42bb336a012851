/** What goes to the shop beside what customers see, in the settings. */
export const shopWords = {
  title: 'Shopify',
  lead: 'Applies to each product when it is next published.',
  sendCost: 'Send what a print costs to Shopify, for its margin reports',
  sendCostHint:
    'Staff with access to products can see it. It is the cost of the print with its frame, and postage where you pay it. A cost that is not known is not sent. Turning this off leaves what was sent.',
  yes: 'Yes',
  no: 'No',
} as const
