import type { PublishTarget } from '../../db/schema/products.ts'
import type { ActivityEntry } from '../activity/record-activity.ts'
import type { ProductRow } from '../products/load-parts.ts'

const ACTION_TYPES = {
  active: 'product_published',
  retired: 'product_retired',
  archived: 'product_archived',
  draft: 'product_restored',
} as const satisfies Record<PublishTarget, string>

/** The activity row that tells a product has come to rest. */
export function activityOfTarget(
  product: Pick<ProductRow, 'id' | 'shopify_product_id'>,
  target: PublishTarget,
  reason: string | null,
): ActivityEntry {
  return {
    action_type: ACTION_TYPES[target],
    module: 'products',
    details: {
      productId: product.id,
      ...(target === 'active' ? { shopifyProductId: product.shopify_product_id } : {}),
      ...(target === 'retired' ? { reason: reason ?? 'manual' } : {}),
    },
    reference_id: product.id,
    reference_table: 'products',
  }
}
