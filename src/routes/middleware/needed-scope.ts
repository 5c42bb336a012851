import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { isSafe } from './safe-methods.ts'

// What spends credits, and what changes what is on sale.
const SPENDING = [
  /^\/api\/mockups\/generate$/,
  /^\/api\/mockups\/[^/]+\/(?:regenerate|suspect)$/,
  /^\/api\/retries\/(?:[^/]+\/run|run-all)$/,
]
const PUBLISHING = [/^\/api\/products\/[^/]+\/(?:publish|retire|restore|archive)$/]

/** The scope that a key needs for this request. */
export function neededScope(method: string, path: string): ApiKeyScope {
  if (isSafe(method)) return 'read'
  const plain = path.replace(/\/+$/, '')
  if (SPENDING.some((address) => address.test(plain))) return 'spend'
  if (PUBLISHING.some((address) => address.test(plain))) return 'publish'
  return 'write'
}
