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
    disconnect: 'Disconnect store',
    disconnectTitle: (domain: string) => `Disconnect ${domain}?`,
    disconnectText:
      'Haven Hub deletes the credentials, including those of earlier stores. Products on sale stay on sale, but nothing can be published or retired until you connect again.',
    disconnected: (domain: string | undefined) => `Disconnected ${domain ?? 'Shopify'}.`,
    connected: (store: string) => `Connected ${store}.`,
  },

  shopForm: {
    app: 'Connect with an app',
    token: 'Connect with an access token',
    haveToken: 'I have an access token',
    notConnected: 'The store was not connected',
    address: 'Store address',
    addressHint: 'Its name, its .myshopify.com address, or a link from your Shopify admin.',
    addressExample: 'my-store.myshopify.com',
    clientId: 'Client ID',
    clientIdHint: 'From the app you created in Shopify’s Dev Dashboard.',
    clientSecret: 'Client secret',
    clientSecretHint: 'Stored encrypted and never shown again.',
    accessToken: 'Access token',
    accessTokenHint: 'From an app created in your store’s admin. It starts with shpat_.',
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
    oneAccount: 'A store can be connected to only one Haven Hub account at a time.',
  },
} as const
