import type { Outbound } from '../http.ts'
import { adminProductUrl, storefrontProductUrl } from './addresses.ts'
import { buildProductSetInput } from './build-product-input.ts'
import { requestAccessToken } from './connect-token.ts'
import { ensureIdDefinition } from './ensure-id-definition.ts'
import { findProduct } from './find-product.ts'
import { findOnlineStore } from './list-publications.ts'
import { publishToOnlineStore } from './publish-to-online-store.ts'
import { mediaStateOf, readMedia } from './read-media.ts'
import { readShop } from './read-shop.ts'
import { setProduct } from './set-product.ts'
import { setStatus } from './set-status.ts'
import type { PictureForShop, ProductForShop, VariantForShop } from './types.ts'
import { type PictureBytes, uploadPicture } from './upload-picture.ts'

type Surroundings = { outbound: Outbound; originTemplate: string; random: () => number }

/** One shop's Admin API with a token: the verbs, and nothing else of Shopify. */
export function createShopify(
  surroundings: Surroundings,
  account: { shopDomain: string; accessToken: string },
) {
  const client = { ...surroundings, shop: account.shopDomain, accessToken: account.accessToken }
  return {
    readShop: () => readShop(client),
    ensureIdDefinition: () => ensureIdDefinition(client),
    findProduct: (by: { gid: string } | { productId: string }) => findProduct(client, by),
    setProduct: (
      product: ProductForShop,
      variants: readonly VariantForShop[],
      pictures: readonly PictureForShop[],
      mode: 'create' | 'update',
    ) => setProduct(client, buildProductSetInput(product, variants, pictures, mode)),
    uploadPicture: (picture: PictureBytes) => uploadPicture(client, picture),
    readMedia: (gid: string) => readMedia(client, gid),
    mediaStateOf,
    findOnlineStore: () => findOnlineStore(client),
    publishToOnlineStore: (gid: string, publicationId: string) =>
      publishToOnlineStore(client, gid, publicationId),
    setStatus: (gid: string, status: 'ACTIVE' | 'DRAFT' | 'ARCHIVED') =>
      setStatus(client, gid, status),
  }
}

export type Shopify = ReturnType<typeof createShopify>

/** What needs a shop but no token: asking for one, and the addresses people are led to. */
export function createShopAccess(surroundings: Surroundings) {
  const { originTemplate } = surroundings
  return {
    requestToken: (
      shop: string,
      credentials: { clientId: string; clientSecret: string },
      nowMs: number,
    ) => requestAccessToken({ ...surroundings, shop }, credentials, nowMs),
    adminUrl: (shop: string, gid: string) => adminProductUrl(originTemplate, shop, gid),
    storefrontUrl: (shop: string, handle: string) =>
      storefrontProductUrl(originTemplate, shop, handle),
  }
}

export type ShopAccess = ReturnType<typeof createShopAccess>
