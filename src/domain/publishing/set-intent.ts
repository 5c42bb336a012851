import { and, eq, isNull } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet, type Statement } from '../../db/client.ts'
import { type PublishTarget, products } from '../../db/schema/products.ts'
import { newId } from '../../ids.ts'
import { recordActivity } from '../activity/record-activity.ts'
import type { ProductRow } from '../products/load-parts.ts'
import type { RetireReason } from '../products/schemas.ts'
import { sendTask } from './send-task.ts'

export type Intent = {
  target: PublishTarget
  action_type: string
  retire_reason?: RetireReason | null
  /** Statements of the same batch. */
  also?: Statement[]
}

/**
 * Notes what the shop is to show and hands it to the queue; answers the task's id. Undefined when
 * somebody else has changed the product's course meanwhile: then nothing was written.
 */
export async function setIntent(
  ctx: Context,
  product: ProductRow,
  intent: Intent,
): Promise<string | undefined> {
  const taskId = newId()
  const now = isoTime(ctx.clock.now())
  const leavesShop = intent.target === 'retired' || intent.target === 'archived'
  const update = ctx.db
    .update(products)
    .set({
      publish_state: leavesShop ? 'retiring' : 'queued',
      publish_target: intent.target,
      publish_task_id: taskId,
      publish_queued_at: now,
      publish_hash: null,
      sync_error: null,
      retire_reason: intent.retire_reason,
      updated_at: now,
    })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, product.id),
        eq(products.status, product.status),
        product.publish_task_id === null
          ? isNull(products.publish_task_id)
          : eq(products.publish_task_id, product.publish_task_id),
      ),
    )
    .returning({ id: products.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: intent.action_type,
      module: 'products',
      details: { productId: product.id, title: product.title, taskId },
      reference_id: product.id,
      reference_table: 'products',
    },
    { onlyIfChanged: true },
  )
  if (!(await compareAndSet(ctx.db, update, [activity, ...(intent.also ?? [])]))) return undefined
  await sendTask(ctx, product.id, taskId)
  return taskId
}
