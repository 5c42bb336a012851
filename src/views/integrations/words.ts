import { pluralize } from '../pluralize.ts'

/** The page of connections. */
export const connectionWords = {
  title: 'Connections',
  lead: 'Haven Hub works with two services. Your keys are stored encrypted and never shown again.',
  fix: 'Fix connection',
  updated: 'Updated',

  mockups: {
    title: 'Dynamic Mockups',
    lead: 'Renders your artwork into rooms. Each rendered mockup uses one credit.',
    refused: 'Rendering is paused',
    refusedHelp:
      'Nothing was lost. Save a working API key here, then retry what is waiting under Problems.',
    openProblems: 'Open Problems',
    keyInUse: 'API key in use',
    ownKey: 'Your own',
    sharedKey: 'Haven Hub’s shared key',
    noKey: 'None',
    form: 'Dynamic Mockups API key',
    key: 'API key',
    newKey: 'New API key',
    keyHint: 'From your Dynamic Mockups account. We check it before saving, which uses no credit.',
    save: 'Check and save',
    saved: 'Dynamic Mockups accepted the key. Renders use it from now on.',
    remove: 'Remove key',
    removeTitle: 'Remove your Dynamic Mockups key?',
    removeText:
      'Your mockups stay. Rendering continues with Haven Hub’s shared key, or pauses if there is none.',
    removed: 'Your Dynamic Mockups key was removed.',
  },

  shopify: {
    title: 'Shopify',
    lead: 'Where your products are sold. Haven Hub publishes and retires them in your store.',
    broken: 'Your Shopify connection needs attention',
    brokenHelp: 'Nothing was lost, and what is on sale stays on sale.',
    store: 'Store',
    address: 'Address',
    currency: 'Currency',
    onlineStore: 'Online store',
    openStore: 'Open store',
    replace: 'Replace credentials or connect another store',
    formerTitle: 'Still on sale in another store',
    onSaleAt: (count: number, isMore: boolean, domain: string) =>
      `${isMore ? `More than ${count} products` : pluralize(count, 'product')} at ${domain}`,
    retiring: 'being retired',
    untilRetired: 'until you retire or archive them',
    formerHelp: 'Haven Hub keeps the credentials of these stores until nothing is on sale there.',
    disconnect: 'Disconnect store',
    disconnectTitle: (domain: string) => `Disconnect ${domain}?`,
    disconnectText:
      'Haven Hub deletes the credentials, including those of earlier stores. Products on sale stay on sale, but nothing can be published or retired until you connect again.',
    disconnected: (domain: string | undefined) =>
      domain ? `Disconnected ${domain}.` : 'Shopify is disconnected.',
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
    otherStore: (onSale: string) => `If this is another store: what happens to ${onSale}?`,
    onSale: (count: number, isMore: boolean, domain: string) => {
      const products = count === 1 ? 'product' : isMore ? 'products' : `${count} products`
      return `the ${products} on sale at ${domain}`
    },
    and: ' and ',
    keep: 'Keep them on sale there',
    keepHint: 'You can retire them later. Haven Hub keeps the credentials until then.',
    keepWithoutCredentials:
      'Haven Hub has no credentials to retire them. To retire them, connect that store again first.',
    retire: 'Retire them there',
    retireHint: 'They go off sale now.',
  },

  help: {
    title: 'Where to find these',
    mockups:
      'In your Dynamic Mockups account, open API, create a key and copy it. Your scenes use templates of the same account.',
    shopify:
      'In the Dev Dashboard of the organization that owns the store, create an app, install it in the store, and copy its client ID and client secret. It needs these permissions:',
    oneAccount: 'A store can be connected to one Haven Hub account at a time.',
  },
} as const
