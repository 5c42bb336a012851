import type { Latency } from './render.ts'

const DEFAULT_LATENCY: Latency = { min_ms: 300, max_ms: 1500 }

/** How long renders last, for one key or for all that have none of their own. */
export const createLatencies = () => {
  const byKey = new Map<string, Latency>()
  let common = DEFAULT_LATENCY
  return {
    of: (key: string): Latency => byKey.get(key) ?? common,
    set(key: string | undefined, latency: Latency): void {
      if (key === undefined) common = latency
      else byKey.set(key, latency)
    },
  }
}
