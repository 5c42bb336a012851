import type { ProductCounts } from '../../domain/products/count-products.ts'
import { Cluster, Stack } from '../components/arrange.tsx'
import { Card } from '../components/card.tsx'
import { ProductStatusBadge } from '../components/status-badge.tsx'
import { productStatusLabels } from '../components/status-labels.ts'
import { formatNumber } from '../format-number.ts'

const SHOWN = ['active', 'pending', 'draft', 'retired', 'archived'] as const

/** How many products there are in each state. */
export function ProductStates({ products }: { products: ProductCounts }) {
  const total = SHOWN.reduce((sum, status) => sum + products[status], 0)
  if (total === 0) return null
  return (
    <Card title="Products" actions={<a href="/products">All products</a>}>
      <Stack gap="small">
        {SHOWN.filter((status) => products[status] > 0).map((status) => (
          <Cluster spread>
            <ProductStatusBadge status={status} />
            <a
              class="figures"
              href={`/products?status=${status}`}
              aria-label={`${products[status]} ${productStatusLabels[status].label.toLowerCase()}`}
            >
              {formatNumber(products[status])}
            </a>
          </Cluster>
        ))}
      </Stack>
    </Card>
  )
}
