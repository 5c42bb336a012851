import type { Outbound } from '../http.ts'
import type { PictureForShop } from './build-files.ts'
import { buildProductSetInput, type ProductForShop } from './build-product-input.ts'
import { type OwnVariant, optionNames, type VariantForShop } from './build-variants.ts'
import { addTags, removeTags } from './change-tags.ts'
import { createCollection, findCollection, moveProduct } from './collections.ts'
import { ensureIdDefinition } from './ensure-id-definition.ts'
import { findPictures } from './find-pictures.ts'
import { findProduct } from './find-product.ts'
import type { Meter } from './graphql.ts'
import { findOnlineStore, publishToOnlineStore } from './online-store.ts'
import { readShop } from './read-shop.ts'
import { requestAccessToken } from './request-access-token.ts'
import { setProduct } from './set-product.ts'
import { setStatus } from './set-status.ts'
import type { ListSizes, ShopProductStatus } from './shop-product.ts'
import { adminPageUrl, adminProductUrl, appsUrl, storefrontProductUrl } from './shop-urls.ts'
import { type PictureBytes, uploadPicture } from './upload-picture.ts'

type Setup = { outbound: Outbound; originTemplate: string; random: () => number }

export type ShopToken = { shopDomain: string; accessToken: string; meter?: Meter | undefined }

/** One shop's Admin API with a token: the verbs, and nothing else of Shopify. */
export function createShopify(setup: Setup, { shopDomain, accessToken, meter }: ShopToken) {
  const client = { ...setup, shop: shopDomain, accessToken, meter }
  return {
    readShop: () => readShop(client),
    ensureIdDefinition: () => ensureIdDefinition(client),
    findProduct: (by: { gid: string } | { productId: string }, sizes?: ListSizes) =>
      findProduct(client, by, sizes),
    findPictures: (gid: string, count: number) => findPictures(client, gid, count),
    setProduct: (
      product: ProductForShop,
      variants: readonly VariantForShop[] | undefined,
      pictures: readonly PictureForShop[] | undefined,
      mode: 'create' | 'update',
    ) => setProduct(client, buildProductSetInput(product, variants, pictures, mode)),
    addTags: (gid: string, tags: readonly string[]) => addTags(client, gid, tags),
    removeTags: (gid: string, tags: readonly string[]) => removeTags(client, gid, tags),
    findCollection: (by: { gid: string } | { handle: string }) => findCollection(client, by),
    createCollection: (collection: { title: string; handle: string; mark: string }) =>
      createCollection(client, collection),
    moveProduct: (gid: string, to: { join: readonly string[]; leave: readonly string[] }) =>
      moveProduct(client, gid, to),
    uploadPicture: (picture: PictureBytes) => uploadPicture(client, picture),
    findOnlineStore: () => findOnlineStore(client),
    publishToOnlineStore: (gid: string, channelId: string) =>
      publishToOnlineStore(client, gid, channelId),
    setStatus: (gid: string, status: ShopProductStatus) => setStatus(client, gid, status),
  }
}

export type Shopify = ReturnType<typeof createShopify>

/** What needs a shop but no token: asking for one, and the URLs people are led to. */
export function createShopAccess(setup: Setup) {
  const { originTemplate } = setup
  return {
    /** By what the hub's own variants are told apart at a shop. */
    optionNames: (variants: readonly Pick<OwnVariant, 'frame'>[]) => optionNames(variants),
    requestToken: (
      shop: string,
      credentials: { clientId: string; clientSecret: string },
      nowMs: number,
    ) => requestAccessToken({ ...setup, shop }, credentials, nowMs),
    adminUrl: (shop: string, gid: string) => adminProductUrl(originTemplate, shop, gid),
    adminPageUrl: (shop: string, path: string) => adminPageUrl(originTemplate, shop, path),
    appsUrl: (shop: string) => appsUrl(originTemplate, shop),
    storefrontUrl: (shop: string, handle: string) =>
      storefrontProductUrl(originTemplate, shop, handle),
  }
}

export type ShopAccess = ReturnType<typeof createShopAccess>
