import { connection } from './connection.ts'

export const ONLINE_STORE_GID = 'gid://shopify/Publication/7000000001'

const channel = (number: number, title: string, handle: string) => ({
  __typename: 'Publication',
  id: `gid://shopify/Publication/700000000${number}`,
  autoPublish: false,
  catalog: {
    __typename: 'AppCatalog',
    id: `gid://shopify/AppCatalog/710000000${number}`,
    title,
    apps: (args: unknown) =>
      connection([{ id: `gid://shopify/App/720000000${number}`, title, handle }], args),
  },
})

const CHANNELS = [channel(2, 'Point of Sale', 'pos'), channel(1, 'Online Store', 'online_store')]

export const isPublication = (gid: string): boolean => CHANNELS.some(({ id }) => id === gid)

/** A shop's sales channels; the Online Store is not the first, as in many a real shop. */
export const viewPublications = (args: unknown, hasOnlineStore = true) =>
  connection(
    CHANNELS.filter(({ id }) => hasOnlineStore || id !== ONLINE_STORE_GID),
    args,
  )
