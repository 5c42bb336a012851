import type { LockableField } from '../../../db/schema/products.ts'
import { type Content, hashContent, sentContent } from '../../products/shop-content.ts'

/** The hash of content that was sent, as a product's of now is told apart from it. */
export function hashSent(sent: Content, locked: readonly LockableField[]): Promise<string> {
  // Parsed, so that equal contents have their parts in the same order.
  return hashContent(sentContent.parse(sent), locked)
}
