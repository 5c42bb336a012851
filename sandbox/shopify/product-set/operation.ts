import type { ShopContext } from '../context.ts'
import { viewProduct } from '../product-view.ts'
import type { ShopState } from '../shop-state.ts'

/** How long an asynchronous productSet takes to start and to end. */
const STARTED_MS = 200
const COMPLETE_MS = 1000

/** An asynchronous productSet in its present state; its product shows when it is complete. */
export const viewOperation = (ctx: ShopContext, operation: ShopState['operations'][number]) => {
  const age = ctx.now() - operation.createdAt
  const product = ctx.shop.state.products.find(({ id }) => id === operation.productId)
  const status = age < STARTED_MS ? 'CREATED' : age < COMPLETE_MS ? 'ACTIVE' : 'COMPLETE'
  return {
    __typename: 'ProductSetOperation',
    id: operation.id,
    status,
    product: product && status === 'COMPLETE' ? viewProduct(ctx, product) : null,
    userErrors: [],
  }
}
