import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { compareAndSet } from '../../db/client.ts'
import { products } from '../../db/schema/products.ts'
import { sendTask } from './send-task.ts'
import { failTask, isCurrent, type Task } from './settle-task.ts'
import { taskAgeMs } from './task-age.ts'

/** After this a task fails and goes to the retry queue, whose delays are longer. */
const LONGEST_TASK_MS = 30 * 60_000
const SHORTEST_WAIT_MS = 1_000

/** Goes on with a task later, by a delayed message: waiting is no failure and uses no try. */
export async function postponeTask(ctx: Context, task: Task, waitMs: number): Promise<void> {
  const now = ctx.clock.now()
  if (taskAgeMs(task.taskId, now) > LONGEST_TASK_MS) {
    return failTask(ctx, task, {
      error: 'The shop was too busy for half an hour. Nothing was lost; it is tried again later.',
      permanent: false,
    })
  }
  const delayMs = Math.max(waitMs, SHORTEST_WAIT_MS)
  // The sweep counts from here, so that it does not send again what only waits.
  const update = ctx.db
    .update(products)
    .set({ publish_queued_at: isoTime(now + delayMs) })
    .where(isCurrent(ctx, task))
    .returning({ id: products.id })
  if (await compareAndSet(ctx.db, update)) {
    await sendTask(ctx, task.productId, task.taskId, delayMs)
  }
}
