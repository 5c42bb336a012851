import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { type Product, products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { type FullProduct, findWithParts } from './load-parts.ts'

/** The row of one product of the user's, or undefined. */
export async function findProductRow(ctx: Context, id: string): Promise<Product | undefined> {
  return ctx.db
    .select()
    .from(products)
    .where(and(eq(products.user_id, ctx.userId), eq(products.id, id)))
    .get()
}

/**
 * The row of one product of the user's.
 * @throws AppError not_found for an unknown id and for another user's.
 */
export async function getProductRow(ctx: Context, id: string): Promise<Product> {
  const product = await findProductRow(ctx, id)
  if (!product) throw new AppError('not_found', 'Product not found')
  return product
}

/**
 * One product of the user's with its variants and pictures.
 * @throws AppError not_found
 */
export async function getProduct(ctx: Context, id: string): Promise<FullProduct> {
  const product = await findWithParts(ctx, id)
  if (!product) throw new AppError('not_found', 'Product not found')
  return product
}
