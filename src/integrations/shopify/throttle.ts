import type { ShopifyCost } from './result.ts'

const MIN_WAIT_MS = 1000

/** Waiting callers are spread over a quarter more, so that they do not all come back at once. */
const JITTER = 0.25

/** How long until a throttled query fits the bucket again, from Shopify's own figures. */
export function throttleWaitMs(cost: ShopifyCost | undefined, random: () => number): number {
  const missing = cost ? cost.requested - cost.available : 0
  const refillMs = cost ? (missing / Math.max(cost.restorePerSecond, 1)) * 1000 : 0
  return Math.ceil(Math.max(MIN_WAIT_MS, refillMs) * (1 + JITTER * random()))
}
