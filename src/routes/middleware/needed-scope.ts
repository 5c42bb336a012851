import type { ApiKeyScope } from '../../domain/accounts/schemas.ts'
import { isSafe } from './safe-methods.ts'

// Work of either kind is tried again, many products changed, or what a shop shows decided on: which
// scope that needs is known once the row is, or the type of change.
const JUDGED_BY_HANDLER = [
  /^\/api\/retries\/(?:[^/]+\/run|run-all)$/,
  /^\/api\/products\/[^/]+\/drift$/,
  /^\/api\/jobs(?:\/[^/]+\/(?:cancel|retry|undo))?$/,
]
// What spends credits, and what changes what is on sale.
const SPENDING = [
  /^\/api\/mockups\/generate$/,
  /^\/api\/mockups\/[^/]+\/(?:regenerate|suspect|refund)$/,
]
// What only works something out.
const READING = [/^\/api\/scenes\/draft$/]
const PUBLISHING = [
  /^\/api\/products\/[^/]+\/(?:publish|retire|restore|archive)$/,
  /^\/api\/products\/[^/]+\/changes\/[^/]+\/undo$/,
]

/** The scope that a key needs for this request; undefined where the handler asks for it itself. */
export function neededScope(method: string, path: string): ApiKeyScope | undefined {
  if (isSafe(method)) return 'read'
  const plain = path.replace(/\/+$/, '')
  if (JUDGED_BY_HANDLER.some((route) => route.test(plain))) return undefined
  if (SPENDING.some((route) => route.test(plain))) return 'spend'
  if (PUBLISHING.some((route) => route.test(plain))) return 'publish'
  if (READING.some((route) => route.test(plain))) return 'read'
  return 'write'
}
