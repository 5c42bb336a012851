import type { SaleAccepts } from '../../domain/products/sale-refusals.ts'

/** What a form says is meant of a product that is published. */
export function acceptsOf(body: Record<string, unknown>): SaleAccepts {
  return {
    undelivered: body.accept_undelivered === 'true' || undefined,
    lowDpi: body.accept_low_dpi === 'true' || undefined,
  }
}
