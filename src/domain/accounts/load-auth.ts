import type { BaseContext } from '../../context.ts'
import type { Auth } from './create-auth.ts'

// An isolate serves a handful of host names; the bound keeps a stream of odd ones from piling up.
const MAXIMUM_ORIGINS_KEPT = 8

const kept = new WeakMap<object, Map<string, Auth>>()

/**
 * The sign-in library for the origin of a request. It is loaded at first use, because it is ten
 * times the size of the rest of the hub, and kept for the life of the isolate.
 */
export async function loadAuth(base: BaseContext, origin: string): Promise<Auth> {
  const ofConfig = kept.get(base.config) ?? new Map<string, Auth>()
  kept.set(base.config, ofConfig)
  const known = ofConfig.get(origin)
  if (known) return known
  const { createAuth } = await import('./create-auth.ts')
  const auth = createAuth(base, origin)
  // Kept only once it is ready: a promise begun by one request must not be awaited by another.
  await auth.$context
  if (ofConfig.size >= MAXIMUM_ORIGINS_KEPT) ofConfig.clear()
  ofConfig.set(origin, auth)
  return auth
}
