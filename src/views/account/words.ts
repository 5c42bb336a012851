/** The account page. */
export const accountWords = {
  title: 'Account',
  utc: 'UTC',
  lead: 'Who you are, the times you see, and what new products start with.',
  form: 'Account',
  save: 'Save',
  saved: 'Account saved.',
  changedMeanwhile: 'Your account was changed in another tab or by a program',

  profile: 'Profile',
  name: 'Name',
  nameHint: 'Shown in the menu, and in the activity as the person who did something.',
  email: 'Email',
  emailHint: 'You sign in with it.',

  timeZone: 'Time zone',
  timeZoneHint: 'All pages show times in it. Months and years of credits are counted in UTC.',
  likeBrowser: (zone: string | undefined) =>
    zone ? `Same as this browser: ${zone.replaceAll('_', ' ')}` : 'Same as your browser',

  newProducts: 'New products',
  newProductsLead: 'What a new product starts with. Products you have stay as they are.',
  vendor: 'Vendor',
  vendorHint: 'Leave it empty to use the name of your Shopify store.',
  productType: 'Product type',
  productTypeHint: 'Shopify groups products by it.',
  skuPrefix: 'SKU prefix',
  skuPrefixHint: '1 to 8 letters or digits.',

  session: 'This session',
  signedInAs: (email: string) => `You are signed in as ${email}.`,
  signOut: 'Sign out',
} as const
