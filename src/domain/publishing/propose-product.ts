import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import { products } from '../../db/schema/products.ts'
import { newId } from '../../ids.ts'
import type { FullProduct } from '../products/load-parts.ts'

/** Puts a draft before a person, whose approval publishes it. Asking again changes nothing. */
export async function proposeProduct(ctx: Context, product: FullProduct): Promise<void> {
  const now = isoTime(ctx.clock.now())
  const update = ctx.db
    .update(products)
    .set({ status: 'pending', updated_at: now })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, product.id),
        eq(products.status, 'draft'),
      ),
    )
    .returning({ id: products.id })
  const item = ctx.db
    .insert(approvalItems)
    .values({
      user_id: ctx.userId,
      id: newId(),
      type: 'product',
      reference_id: product.id,
      reference_table: 'products',
      payload: {
        type: 'product',
        productId: product.id,
        title: product.title,
        variantCount: product.variants.length,
      },
      collection: product.collection,
      priority: 0,
      status: 'pending',
      sample: false,
      created_at: now,
    })
    .onConflictDoNothing()
  await compareAndSet(ctx.db, update, [item])
}
