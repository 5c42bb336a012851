/** The one door out; see the integrations' http file for what it enforces. */
export type Outbound = (
  url: string,
  init: {
    method: string
    headers: Record<string, string>
    body?: string | FormData
    timeoutMs: number
    maxBytes: number
  },
) => Promise<{ status: number; headers: Headers; bytes: Uint8Array }>

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
