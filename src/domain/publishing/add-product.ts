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
 * person otherwise. Where publishing cannot start the product stays, pending, with the reason. The
 * same work again finds its product, and publishes it only if nothing has happened to it yet.
 * @throws AppError as `createProduct`, and forbidden for a key that may not publish.
 */
export async function addProduct(
  ctx: Context,
  input: NewProduct,
  workId?: string,
): Promise<FullProduct> {
  if (!input.publish_immediately) return createProduct(ctx, input, workId)
  const mode = effectiveMode(await getSettings(ctx), 'products')
  if (mode === 'autopilot') requireScope(ctx.actor, 'publish')
  const product = await createProduct(ctx, input, workId)
  if (!isUntouched(product)) return product
  if (mode === 'autopilot') await publishOrKeep(ctx, product.id)
  else await proposeProduct(ctx, product)
  return getProduct(ctx, product.id)
}

/** Every change of a product moves `updated_at`: what was published, decided or edited stays. */
function isUntouched({ status, publish_task_id, created_at, updated_at }: FullProduct): boolean {
  return status === 'draft' && publish_task_id === null && updated_at === created_at
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
