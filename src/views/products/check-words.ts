import type { ProductCheck } from '../../domain/products/schemas.ts'

/** What is to be looked at in products. */
export const checkWords = {
  check: 'Check',
  anyCheck: 'All Checks',
  checks: {
    no_mockups: 'Has no mockups',
    unpublished_changes: 'Unpublished changes',
    unprofitable: 'Unprofitable',
    below_print_limit: 'Below print limit',
    changed_at_shop: 'Changed on Shopify',
  } satisfies Record<ProductCheck, string>,
  unprofitable: 'Unprofitable',
  belowPrint: 'Below print limit',
  inOrder: (most: string) => `Sorting covers the newest ${most}.`,
  countAll: 'Count them all',
} as const
