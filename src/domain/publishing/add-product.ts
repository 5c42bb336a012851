import { and, eq } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { products } from '../../db/schema/products.ts'
import { AppError } from '../../errors.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { createProduct } from '../products/create-product.ts'
import { getProduct } from '../products/get-product.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { NewProduct } from '../products/schemas.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { getSettings } from '../settings/get-settings.ts'
import { proposeProduct } from './propose-product.ts'
import { publishProduct } from './publish-product.ts'

/**
 * Creates a product and, where it is to be published at once, does so on autopilot and asks a
 * person otherwise. Where publishing cannot start the product stays, pending, with the reason.
 * Ends as `createProduct` does, and in `forbidden` for a key that may not publish.
 */
export async function addProduct(ctx: Context, input: NewProduct): Promise<FullProduct> {
  if (!input.publish_immediately) return createProduct(ctx, input)
  const mode = effectiveMode(await getSettings(ctx), 'products')
  if (mode === 'autopilot') requireScope(ctx.actor, 'publish')
  const product = await createProduct(ctx, input)
  if (mode === 'autopilot') await publishOrKeep(ctx, product.id)
  else await proposeProduct(ctx, product)
  return getProduct(ctx, product.id)
}

async function publishOrKeep(ctx: Context, id: string): Promise<void> {
  try {
    await publishProduct(ctx, id)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    await ctx.db
      .update(products)
      .set({
        status: 'pending',
        publish_state: 'failed',
        publish_target: 'active',
        sync_error: cause.message,
        updated_at: isoTime(ctx.clock.now()),
      })
      .where(
        and(eq(products.user_id, ctx.userId), eq(products.id, id), eq(products.status, 'draft')),
      )
  }
}
