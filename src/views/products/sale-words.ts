/** What keeps a product from going on sale, and what a person says about it. */
export const saleWords = {
  notPublished: 'Not published',
  warnings: {
    nothing_to_deliver: 'Download without a file',
    delivery_not_confirmed: 'Delivery not confirmed',
  },
  undelivered: 'The delivery app has these files',
  undeliveredHint:
    'Haven Hub does not send files to customers. Upload them to your delivery app first.',
  lowDpi: 'Sell these sizes although they print below my limit',
  publish: 'Confirm and publish',
  downloads: 'Downloads',
  variant: 'Variant',
  file: 'File',
  skyPilot: 'Sky Pilot ID',
  delivery: 'In the delivery app',
  notConfirmed: 'Not confirmed',
  confirmedBy: 'Confirmed by',
  save: 'Save downloads',
  saved: 'Saved the downloads.',
  fileOf: (variant: string) => `File of ${variant}`,
  download: (name: string) => `Download ${name}`,
} as const
