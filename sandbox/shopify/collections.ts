import * as z from 'zod'
import { connection } from './connection.ts'
import type { ShopContext } from './context.ts'
import { namespaceOf } from './product-set/input.ts'
import { type Collection, newGid, type Product, type ShopState } from './shop-state.ts'

const createArgs = z.object({
  collection: z.object({
    title: z.string(),
    handle: z.string().nullish(),
    descriptionHtml: z.string().nullish(),
    metafields: z
      .array(
        z.object({
          namespace: z.string().nullish(),
          key: z.string(),
          type: z.string().nullish(),
          value: z.string(),
        }),
      )
      .nullish(),
  }),
})
const identifierArgs = z.object({
  identifier: z.object({ id: z.string().optional(), handle: z.string().optional() }),
})

/** collectionByIdentifier: by the shop's id or by handle. */
export const findCollection = ({ shop }: ShopContext, raw: unknown): Collection | undefined => {
  const { id, handle } = identifierArgs.parse(raw).identifier
  return shop.state.collections.find((known) =>
    id === undefined ? known.handle === handle : known.id === id,
  )
}

/** collectionCreate: a collection that nobody sees until it is published. */
export const createCollection = (ctx: ShopContext, raw: unknown) => {
  const { title, handle, descriptionHtml, metafields } = createArgs.parse(raw).collection
  const { state } = ctx.shop
  const refuse = (field: string, message: string) => ({
    collection: null,
    userErrors: [{ field: ['collection', field], message }],
  })
  if (!title.trim()) return refuse('title', "Title can't be blank")
  const wanted = handle ?? slugOf(title)
  if (state.collections.some((known) => known.handle === wanted)) {
    return refuse('handle', 'Handle has already been taken')
  }
  const collection: Collection = {
    id: newGid(state, 'Collection'),
    handle: wanted,
    title: title.trim(),
    descriptionHtml: descriptionHtml ?? '',
    publishedAt: null,
    productIds: [],
    metafields: (metafields ?? []).map((field) => ({
      id: newGid(state, 'Metafield'),
      namespace: namespaceOf(field),
      key: field.key,
      type: field.type ?? 'single_line_text_field',
      value: field.value,
    })),
    updatedAt: ctx.now(),
  }
  state.collections.push(collection)
  ctx.shop.save()
  return { collection: viewCollection(collection), userErrors: [] }
}

/** A collection that the shop's staff made, and customers see; undefined where it has one. */
export const addOwnCollection = (
  { shop, now }: Pick<ShopContext, 'shop' | 'now'>,
  { title, handle }: { title: string; handle: string },
): string | undefined => {
  const { state } = shop
  if (state.collections.some((known) => known.handle === handle)) return undefined
  const id = newGid(state, 'Collection')
  const publishedAt = now()
  const rest = { descriptionHtml: '', productIds: [], metafields: [], updatedAt: publishedAt }
  state.collections.push({ id, handle, title, publishedAt, ...rest })
  shop.save()
  return id
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** The ids that are no collection of this shop. */
export const unknownCollections = (state: ShopState, ids: readonly string[]): string[] =>
  ids.filter((id) => !state.collections.some((known) => known.id === id))

/** Puts a product into collections and takes it out of others; what is so already stays so. */
export const moveProduct = (
  state: ShopState,
  product: Product,
  { join, leave }: { join: readonly string[]; leave: readonly string[] },
): void => {
  for (const collection of state.collections) {
    const others = collection.productIds.filter((id) => id !== product.id)
    if (leave.includes(collection.id)) collection.productIds = others
    if (join.includes(collection.id)) collection.productIds = [...others, product.id]
  }
}

/** The collections that a product is in. */
export const collectionsOf = (state: ShopState, product: Product): Collection[] =>
  state.collections.filter(({ productIds }) => productIds.includes(product.id))

/** As the Admin API's Collection type. */
export const viewCollection = (collection: Collection) => ({
  __typename: 'Collection',
  ...collection,
  updatedAt: new Date(collection.updatedAt).toISOString(),
  hasProduct: ({ id }: { id: string }) => collection.productIds.includes(id),
  metafield: ({ namespace = '$app', key }: { namespace?: string; key: string }) =>
    collection.metafields.find((field) => field.namespace === namespace && field.key === key) ??
    null,
  publishedOnPublication: () => collection.publishedAt !== null,
})

/** A product's collections as a connection. */
export const viewCollectionsOf = ({ shop }: ShopContext, product: Product, args: unknown) =>
  connection(collectionsOf(shop.state, product).map(viewCollection), args)
