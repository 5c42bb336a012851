import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { approvalItems } from '../../db/schema/desk.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { requireScope } from '../accounts/require-scope.ts'
import { createProduct } from '../products/create-product.ts'
import { getProduct, getProductRow } from '../products/get-product.ts'
import type { FullProduct } from '../products/load-parts.ts'
import type { NewProduct } from '../products/schemas.ts'
import { effectiveMode } from '../settings/effective-mode.ts'
import { getSettings } from '../settings/get-settings.ts'
import { publishProduct } from './publish-product.ts'
import { applyEvent } from './task.ts'

/**
 * Creates a product and, where it is to be published at once, does so on autopilot and asks a
 * person otherwise. Where publishing cannot start the product stays, pending, with the reason. The
 * same work again finds its product, and publishes it only if nothing has happened to it yet.
 *
 * @throws AppError as `createProduct`
 * @throws AppError forbidden a key that may not publish
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
    await publishProduct(ctx, id, { onlyFirst: true })
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    const row = await getProductRow(ctx, id)
    await applyEvent(ctx, row, { kind: 'refused', error: cause.message })
  }
}

/** Puts a draft before a person, whose approval publishes it. Asking again changes nothing. */
async function proposeProduct(ctx: Context, product: FullProduct): Promise<void> {
  const { event, following } = proposal(ctx, product)
  await applyEvent(ctx, product, event, following)
}

/** What puts a draft before a person, with its approval item. */
export function proposal(ctx: Context, product: FullProduct) {
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
      created_at: isoTime(ctx.clock.now()),
    })
    .onConflictDoNothing()
  return { event: { kind: 'proposed' as const }, following: [item] }
}
