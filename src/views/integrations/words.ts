import { pluralize } from '../pluralize.ts'

/** The page of connections. */
export const connectionWords = {
  title: 'Connections',
  lead: 'Haven Hub works with two services. Your credentials are encrypted and never shown again.',
  fix: 'Fix connection',
  updated: 'Updated',

  mockups: {
    title: 'Dynamic Mockups',
    lead: 'Renders mockups of your artwork in rooms. Each render costs one credit.',
    refused: 'Rendering is paused',
    refusedHelp:
      'Nothing was lost. Save a working API key here, then retry the failed mockups under Problems.',
    openProblems: 'Open Problems',
    keyInUse: 'API key in use',
    ownKey: 'Your own key',
    sharedKey: 'Haven Hub’s shared key',
    noKey: 'None',
    form: 'Dynamic Mockups API key',
    key: 'API key',
    newKey: 'New API key',
    keyHint: 'From your Dynamic Mockups account. Checking it uses no credits.',
    save: 'Check and save',
    saved: 'Dynamic Mockups is connected. New renders use this key.',
    remove: 'Remove key',
    removeTitle: 'Remove your Dynamic Mockups key?',
    removeText:
      'Your mockups stay. Rendering continues with Haven Hub’s shared key, or pauses if there is none.',
    removed: 'Removed your Dynamic Mockups key.',
  },

  shopify: {
    title: 'Shopify',
    lead: 'Where you sell your products. Haven Hub publishes them to your store and retires them.',
    broken: 'Your Shopify connection needs attention',
    brokenHelp: 'Nothing was lost, and products on sale stay on sale.',
    refusedHelp: (waiting: number, isMore: boolean) =>
      waiting === 0
        ? 'Products on sale stay on sale. Enter working credentials below, or install the app again and check the connection.'
        : `Products on sale stay on sale. ${isMore ? `More than ${waiting} products wait` : pluralize(waiting, 'product waits', 'products wait')}, and will continue where they were. Enter working credentials below, or install the app again and check the connection.`,
    store: 'Store',
    address: 'Address',
    currency: 'Currency',
    onlineStore: 'Online store',
    openStore: 'Open store',
    replace: 'Replace credentials or connect another store',
    formerTitle: 'Still on sale in another store',
    onSaleAt: (count: number, isMore: boolean, domain: string) =>
      `${isMore ? `More than ${count} products` : pluralize(count, 'product')} in ${domain}`,
    retiring: 'being retired',
    untilRetired: 'until you retire or archive them',
    formerHelp: 'Haven Hub keeps the credentials of these stores until nothing is on sale there.',
    formerRefused: 'this store no longer accepts the credentials: connect it again to retire them',
    waiting: (n: number, isMore: boolean, domain: string) =>
      `${isMore ? `More than ${n} products are` : pluralize(n, 'product is', 'products are')} waiting for ${domain}`,
    formerWaiting:
      'They continue when you connect that store again. To publish one in the store that is connected now, publish it again. To give it up, retire it.',
    waitingAlone: 'They continue when you connect that store again.',
    disconnect: 'Disconnect store',
    disconnectTitle: (domain: string) => `Disconnect ${domain}?`,
    nothingOnSale: 'Nothing is on sale in this store.',
    stays: (n: number, isMore: boolean) =>
      `${isMore ? `More than ${n} products stay` : pluralize(n, 'product stays', 'products stay')} on sale in this store, as they are now:`,
    andMore: (n: number, isMore: boolean) => (isMore ? 'and many more' : `and ${n} more`),
    disconnectText:
      'Nothing is changed at the store. Haven Hub deletes the credentials, including those of earlier stores, so nothing can be published or retired until you connect again. Work in progress waits, and continues when you connect this store again.',
    disconnected: (domain: string | undefined) => `Disconnected ${domain ?? 'Shopify'}.`,
    connected: (store: string) => `Connected ${store}.`,
    checked: 'Checked the connection.',
    checkedRefused: 'The store still does not accept the credentials. Nothing was changed.',
  },

  checks: {
    title: 'Checks',
    checked: 'Checked',
    never: 'Not checked yet',
    again: 'Check again',
    inPlace: (n: number) => (n === 1 ? '1 check is OK' : `${n} checks are OK`),
    ok: 'OK',
    unknown: 'Could not be checked',
    names: {
      access: 'Credentials',
      permissions: 'Permissions',
      currency: 'Currency',
      online_store: 'Online Store',
      password: 'Storefront password',
      orders: 'Orders',
      webhooks: 'Messages from Shopify',
    },
    missing: {
      access: 'Refused',
      permissions: 'Missing',
      currency: 'Differs',
      online_store: 'Missing',
      password: 'Password required',
      orders: 'No access',
      webhooks: 'Not possible',
    },
    links: {
      access: 'Open your apps',
      permissions: 'Open your apps',
      currency: 'Open store settings',
      online_store: 'Open sales channels',
      password: 'Open storefront preferences',
      orders: 'Open your apps',
      webhooks: 'Open your apps',
    },
  },

  shopForm: {
    app: 'Connect with an app',
    token: 'Connect with an access token',
    haveToken: 'I have an access token',
    notConnected: 'The store was not connected',
    address: 'Store address',
    addressHint: 'Its name, its .myshopify.com address, or any link from your Shopify admin.',
    addressExample: 'my-store.myshopify.com',
    clientId: 'Client ID',
    clientIdHint: 'From the app you created in Shopify’s Dev Dashboard.',
    clientSecret: 'Client secret',
    clientSecretHint: 'Stored encrypted and never shown again.',
    accessToken: 'Access token',
    accessTokenHint: 'From an app created in your store’s admin. It starts with shpat_.',
    apiSecret: 'API secret key',
    apiSecretHint:
      'Optional, from the same app. Without it, messages from Shopify cannot be trusted, and changes at the store are found by the check each night.',
    connect: 'Check and connect',
    otherStore: (onSale: string) => `If this is a different store, what happens to ${onSale}?`,
    onSale: (count: number, isMore: boolean, domain: string) => {
      const products = count === 1 ? 'product' : isMore ? 'products' : `${count} products`
      return `the ${products} on sale in ${domain}`
    },
    and: ' and ',
    keep: 'Keep them on sale there',
    keepHint: 'You can retire them later. Haven Hub keeps the credentials until then.',
    keepWithoutCredentials:
      'Haven Hub has no credentials to retire them. To retire them, connect that store again first.',
    retire: 'Retire them there',
    retireHint: 'They are taken off sale now.',
  },

  help: {
    title: 'Where to find these',
    mockups:
      'In your Dynamic Mockups account, open API, create a key and copy it. Your scenes use templates from the same account.',
    shopify:
      'In the Dev Dashboard of the organization that owns the store, create an app, install it in the store, and copy its client ID and client secret. It needs these permissions:',
    permissions: {
      write_products: 'creates and changes products',
      read_publications: 'finds your sales channels',
      write_publications: 'shows products in your Online Store',
      read_orders: 'counts what was sold',
    },
    stores:
      'An app serves the stores of its own organization. Any other store needs the access token of an app that was made in its admin.',
    oneAccount: 'A store can be connected to only one Haven Hub account at a time.',
  },
} as const
