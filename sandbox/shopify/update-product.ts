import * as z from 'zod'
import { moveProduct, unknownCollections } from './collections.ts'
import type { ShopContext } from './context.ts'
import { applyFields } from './product-set/apply.ts'
import { productFields } from './product-set/input.ts'
import { writeTags } from './product-set/write-down.ts'
import { viewProduct } from './product-view.ts'

const argsSchema = z.object({
  product: productFields
    .extend({
      id: z.string().nullish(),
      collectionsToJoin: z.array(z.string()).nullish(),
      collectionsToLeave: z.array(z.string()).nullish(),
    })
    .nullish(),
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
  const join = input.collectionsToJoin ?? []
  const leave = input.collectionsToLeave ?? []
  if (unknownCollections(ctx.shop.state, [...join, ...leave]).length > 0) {
    const field = ['product', 'collectionsToJoin']
    return { product: null, userErrors: [{ field, message: 'Collection does not exist' }] }
  }
  moveProduct(ctx.shop.state, product, { join, leave })
  applyFields(product, input)
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return { product: viewProduct(ctx, product), userErrors: [] }
}

const tagArgsSchema = z.object({ id: z.string(), tags: z.array(z.string()) })

/** tagsAdd and tagsRemove: `change` makes the new list of the old; tags compare without case. */
const changeTags = (
  ctx: ShopContext,
  raw: unknown,
  change: (tags: string[], named: string[]) => string[],
) => {
  const { id, tags } = tagArgsSchema.parse(raw)
  const product = ctx.shop.state.products.find((known) => known.id === id)
  if (!product) {
    return { node: null, userErrors: [{ field: ['id'], message: 'Product does not exist' }] }
  }
  product.tags = writeTags(change(product.tags, tags))
  product.updatedAt = ctx.now()
  ctx.shop.save()
  return { node: viewProduct(ctx, product), userErrors: [] }
}

const has = (tags: readonly string[], tag: string): boolean =>
  tags.some((known) => known.toLowerCase() === tag.toLowerCase())

export const addTags = (ctx: ShopContext, raw: unknown) =>
  changeTags(ctx, raw, (tags, named) => [...tags, ...named.filter((tag) => !has(tags, tag))])

export const removeTags = (ctx: ShopContext, raw: unknown) =>
  changeTags(ctx, raw, (tags, named) => tags.filter((tag) => !has(named, tag)))
