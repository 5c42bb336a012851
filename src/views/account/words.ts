/** The account page. */
export const accountWords = {
  title: 'Account',
  utc: 'UTC',
  lead: 'Your profile, your time zone, and defaults for new products.',
  form: 'Account',
  save: 'Save',
  saved: 'Account saved.',
  changedMeanwhile: 'Your account was changed in another tab or through the API',

  profile: 'Profile',
  name: 'Name',
  nameHint: 'Shown in the account menu and in the activity log.',
  email: 'Email',
  emailHint: 'You use it to sign in.',

  timeZone: 'Time zone',
  timeZoneHint:
    'All times are shown in this time zone. Credits are counted by UTC months and years.',
  likeBrowser: (zone: string | undefined) =>
    zone ? `Same as this browser: ${zone.replaceAll('_', ' ')}` : 'Same as your browser',

  newProducts: 'New products',
  newProductsLead: 'Defaults for new products. Existing products do not change.',
  vendor: 'Vendor',
  vendorHint: 'Leave empty to use the name of your Shopify store.',
  productType: 'Product type',
  productTypeHint: 'Used by Shopify to group products.',
  skuPrefix: 'SKU prefix',
  skuPrefixHint: '1 to 8 letters or digits.',

  session: 'This session',
  signedInAs: (email: string) => `You are signed in as ${email}.`,
  signOut: 'Sign out',
} as const
