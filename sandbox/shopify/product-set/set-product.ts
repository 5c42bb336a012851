import type { ShopContext } from '../context.ts'
import { viewProduct } from '../product-view.ts'
import { newGid } from '../shop-state.ts'
import { applyProductSet } from './apply.ts'
import { checkProduct, findByIdentifier } from './check-product.ts'
import { checkVariants } from './check-variants.ts'
import { argsSchema } from './input.ts'
import { viewOperation } from './operation.ts'

/** productSet: makes or updates a product; anything wrong changes nothing. */
export const setProduct = async (ctx: ShopContext, raw: unknown) => {
  const args = argsSchema.parse(raw)
  const { state } = ctx.shop
  const existing = findByIdentifier(state, args.identifier)
  const userErrors = [
    ...checkProduct(state, args, existing),
    ...checkVariants(args.input, existing),
  ]
  if (userErrors.length > 0) return { product: null, productSetOperation: null, userErrors }
  const product = await applyProductSet(ctx, args, existing)
  if (args.synchronous !== false) {
    return { product: viewProduct(ctx, product), productSetOperation: null, userErrors }
  }
  const operation = {
    id: newGid(state, 'ProductSetOperation'),
    productId: product.id,
    createdAt: ctx.now(),
  }
  state.operations.push(operation)
  ctx.shop.save()
  return { product: null, productSetOperation: viewOperation(ctx, operation), userErrors }
}
