import type { Outbound } from '../http.ts'

/** A shop to talk to, before there is a token. */
export type ShopAddress = {
  outbound: Outbound
  /** Holds `{shop}`: `https://{shop}` for real shops. */
  originTemplate: string
  /** The full domain, such as `haven-hold.myshopify.com`. */
  shop: string
}

/** A shop to talk to with a token; `random` (0–1) spreads waiting callers. */
export type ShopifyClient = ShopAddress & { accessToken: string; random: () => number }
