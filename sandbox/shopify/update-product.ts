import * as z from 'zod'
import type { ShopContext } from './context.ts'
import { applyFields } from './product-set/apply.ts'
import { productFields } from './product-set/input.ts'
import { viewProduct } from './product-view.ts'

const argsSchema = z.object({
  product: productFields.extend({ id: z.string().nullish() }).nullish(),
})

/** productUpdate: changes the fields that are sent and leaves variants and pictures alone. */
export const updateProduct = (ctx: ShopContext, raw: unknown) => {
  const input = argsSchema.parse(raw).product ?? {}
  const { products } = ctx.shop.state
  const product = products.find((known) => known.id === input.id)
  if (!product) {
    return { product: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  }
  if (products.some((known) => known !== product && known.handle === input.handle)) {
    const message = `Handle '${input.handle}' already in use. Please provide a new handle.`
    return { product: null, userErrors: [{ field: ['handle'], message }] }
  }
  applyFields(product, input)
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return { product: viewProduct(ctx, product), userErrors: [] }
}
