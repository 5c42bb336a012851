/** The Admin API version every operation is written and tested against. */
export const SHOPIFY_API_VERSION = '2026-10'
