import type { LockableField } from '../../db/schema/products.ts'
import { type Content, hashContent, sentContent } from '../products/shop-content.ts'

/**
 * The hash of content that was sent, as a product's of now is told apart from it: without weights,
 * which are no part of what is unpublished.
 */
export function hashSent(sent: Content, locked: readonly LockableField[]): Promise<string> {
  // Parsed, so that equal contents have their parts in the same order.
  const content = sentContent.parse(sent)
  const variants = content.variants.map(({ weightGrams: _weight, ...variant }) => variant)
  return hashContent({ ...content, variants }, locked)
}
