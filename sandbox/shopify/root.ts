import { GraphQLError } from 'graphql'
import * as z from 'zod'
import { createCollection, findCollection, viewCollection } from './collections.ts'
import { connection } from './connection.ts'
import type { ShopContext } from './context.ts'
import { findByIdentifier } from './product-set/check-product.ts'
import { identifierSchema, namespaceOf } from './product-set/input.ts'
import { viewOperation } from './product-set/operation.ts'
import { setProduct } from './product-set/set-product.ts'
import { viewProduct } from './product-view.ts'
import { isPublication, ONLINE_STORE_GID, viewPublications } from './publications.ts'
import { newGid } from './shop-state.ts'
import { scopesOf } from './shop-store.ts'
import { createStagedUploads } from './staged-uploads.ts'
import { addTags, removeTags, updateProduct } from './update-product.ts'

const byId = z.object({ id: z.string() })
const byIdentifier = z.object({ identifier: identifierSchema })
const publishArgs = z.object({
  id: z.string(),
  input: z.array(z.object({ publicationId: z.string().nullish() })),
})
const definitionArgs = z.object({
  definition: z.object({
    namespace: z.string().nullish(),
    key: z.string(),
    name: z.string(),
    type: z.string(),
    ownerType: z.string(),
  }),
})
const webhookArgs = z.object({
  topic: z.string(),
  webhookSubscription: z.object({ uri: z.string().nullish(), format: z.string().nullish() }),
})
const topicsArgs = z.looseObject({ topics: z.array(z.string()).nullish() })

/** Every query and mutation of one shop, as graphql-js takes them. */
export const createRoot = (ctx: ShopContext) => ({
  shop: () => viewShop(ctx),
  currentAppInstallation: () => viewInstallation(ctx),
  publications: (args: unknown) => {
    demand(ctx, 'read_publications')
    return viewPublications(args, ctx.shop.state.settings.online_store)
  },
  onlineStore: () => ({ passwordProtection: { enabled: ctx.shop.state.settings.password } }),
  orders: (args: unknown) => {
    demand(ctx, 'read_orders')
    if (ctx.shop.state.settings.orders === 'denied') throw unapproved('Order')
    return connection([], args)
  },
  product: (args: unknown) => {
    const product = findByIdentifier(ctx.shop.state, byId.parse(args))
    return product ? viewProduct(ctx, product) : null
  },
  productByIdentifier: (args: unknown) => {
    const product = findByIdentifier(ctx.shop.state, byIdentifier.parse(args).identifier)
    return product ? viewProduct(ctx, product) : null
  },
  collectionByIdentifier: (args: unknown) => {
    const collection = findCollection(ctx, args)
    return collection ? viewCollection(collection) : null
  },
  productOperation: (args: unknown) => {
    const { id } = byId.parse(args)
    const operation = ctx.shop.state.operations.find((known) => known.id === id)
    return operation ? viewOperation(ctx, operation) : null
  },
  webhookSubscriptions: (args: unknown) => {
    const { topics } = topicsArgs.parse(args)
    const wanted = ctx.shop.state.webhooks.filter(({ topic }) => topics?.includes(topic) ?? true)
    return connection(wanted, args)
  },
  productSet: (args: unknown) => setProduct(ctx, args),
  productUpdate: (args: unknown) => updateProduct(ctx, args),
  collectionCreate: (args: unknown) => createCollection(ctx, args),
  publishablePublish: (args: unknown) =>
    publish(ctx, args, (before) => before.publishedAt ?? ctx.now()),
  publishableUnpublish: (args: unknown) => publish(ctx, args, () => null),
  tagsAdd: (args: unknown) => addTags(ctx, args),
  tagsRemove: (args: unknown) => removeTags(ctx, args),
  stagedUploadsCreate: (args: unknown) => createStagedUploads(ctx, args),
  metafieldDefinitionCreate: (args: unknown) => createDefinition(ctx, args),
  webhookSubscriptionCreate: (args: unknown) => createWebhook(ctx, args),
})

const demand = (ctx: ShopContext, scope: string): void => {
  if (scopesOf(ctx.shop).includes(scope)) return
  throw new GraphQLError(`Access denied. Required access: \`${scope}\` access scope.`, {
    extensions: { code: 'ACCESS_DENIED', requiredAccess: `\`${scope}\` access scope.` },
  })
}

/** How Shopify refuses an object with protected customer data to an app that was not approved. */
const unapproved = (object: string): GraphQLError =>
  new GraphQLError(
    `This app is not approved to access the ${object} object. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    { extensions: { code: 'ACCESS_DENIED' } },
  )

const viewShop = (ctx: ShopContext) => {
  const { domain, name } = ctx.shop.credentials
  return {
    id: 'gid://shopify/Shop/6000000001',
    name,
    myshopifyDomain: domain,
    currencyCode: ctx.shop.state.settings.currency,
    url: ctx.base,
    primaryDomain: {
      id: 'gid://shopify/Domain/6100000001',
      host: domain,
      sslEnabled: false,
      url: ctx.base,
    },
  }
}

const viewInstallation = (ctx: ShopContext) => ({
  id: 'gid://shopify/AppInstallation/6200000001',
  app: { id: 'gid://shopify/App/6300000001', title: 'Haven Hub', handle: 'haven-hub' },
  accessScopes: scopesOf(ctx.shop).map((handle) => ({
    handle,
    description: handle.replaceAll('_', ' '),
  })),
})

const publish = (
  ctx: ShopContext,
  raw: unknown,
  publishedAt: (before: { publishedAt: number | null }) => number | null,
) => {
  demand(ctx, 'write_publications')
  const { id, input } = publishArgs.parse(raw)
  const product = findByIdentifier(ctx.shop.state, { id })
  const collection = ctx.shop.state.collections.find((known) => known.id === id)
  const found = product ?? collection
  const fault = !found
    ? { field: ['id'], message: 'Resource does not exist' }
    : input.every(({ publicationId }) => publicationId && isPublication(publicationId))
      ? undefined
      : { field: ['input'], message: 'Publication does not exist' }
  if (!found || fault) {
    return { publishable: null, shop: viewShop(ctx), userErrors: fault ? [fault] : [] }
  }
  if (input.some(({ publicationId }) => publicationId === ONLINE_STORE_GID)) {
    found.publishedAt = publishedAt(found)
    ctx.shop.save()
  }
  const publishable = product ? viewProduct(ctx, product) : collection && viewCollection(collection)
  return { publishable, shop: viewShop(ctx), userErrors: [] }
}

const createDefinition = (ctx: ShopContext, raw: unknown) => {
  const { definition } = definitionArgs.parse(raw)
  const { state } = ctx.shop
  const namespace = namespaceOf(definition)
  const { key, name, type, ownerType } = definition
  const isTaken = state.definitions.some(
    (known) => known.namespace === namespace && known.key === key && known.ownerType === ownerType,
  )
  if (isTaken) {
    const field = ['definition', 'key']
    const message = 'Key is in use for Product metafields on the given namespace.'
    return { createdDefinition: null, userErrors: [{ code: 'TAKEN', field, message }] }
  }
  const created = {
    id: newGid(state, 'MetafieldDefinition'),
    namespace,
    key,
    name,
    type,
    ownerType,
  }
  state.definitions.push(created)
  ctx.shop.save()
  return { createdDefinition: created, userErrors: [] }
}

/** Asking twice makes two unless URL and topic are the same, which is refused. */
const createWebhook = (ctx: ShopContext, raw: unknown) => {
  const { topic, webhookSubscription } = webhookArgs.parse(raw)
  const { state } = ctx.shop
  const uri = webhookSubscription.uri ?? ''
  const isTaken = state.webhooks.some((known) => known.topic === topic && known.uri === uri)
  if (isTaken || !URL.canParse(uri)) {
    const message = isTaken ? 'Address for this topic has already been taken' : 'Address is invalid'
    const field = ['webhookSubscription', 'uri']
    return { webhookSubscription: null, userErrors: [{ field, message }] }
  }
  const format = webhookSubscription.format ?? 'JSON'
  const webhook = { id: newGid(state, 'WebhookSubscription'), topic, uri, format }
  state.webhooks.push(webhook)
  ctx.shop.save()
  return { webhookSubscription: webhook, userErrors: [] }
}
