import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { breaksRule, compareAndSet } from '../../../db/client.ts'
import { type ProductChangeRow, productChanges } from '../../../db/schema/product-changes.ts'
import { AppError } from '../../../errors.ts'
import { findChange, isChange } from '../../changes/change.ts'
import { changedMeanwhile, sendTask } from '../task.ts'
import { refusalToUndo } from './list-changes.ts'
import { type Prepared, prepareUndo, type UndoPlan } from './prepare-undo.ts'

const TRIES = 3

/** The change that undoing is, and the task that does it; null where no shop has to know. */
export type UndoStarted = { changeId: string; taskId: string | null }

/**
 * What undoing a change does here and at its shop, with nothing written.
 *
 * @throws AppError as `undoChange`, but for what was changed since
 */
export async function planUndo(
  ctx: Context,
  productId: string,
  changeId: string,
): Promise<UndoPlan> {
  const change = await getUndoable(ctx, productId, changeId)
  return (await prepareUndo(ctx, change)).plan
}

/**
 * Puts back what was there before a change: the rows here and, by a task, what the shop showed. It
 * is a change itself, which can be undone. Undoing again answers the same.
 *
 * @throws AppError not_found
 * @throws AppError conflict it is under way, did not arrive, is too old, or cannot be put back
 * @throws AppError changed_since the product or what its shop shows was changed since, and `planId`
 *   is not the plan of undoing it now, which the error carries; unavailable where the shop cannot
 *   be read to tell
 */
export async function undoChange(
  ctx: Context,
  productId: string,
  changeId: string,
  { planId }: { planId?: string | undefined } = {},
): Promise<UndoStarted> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const found = await getChange(ctx, productId, changeId)
    if (found.undone_by !== null) return startedBy(ctx, productId, found.undone_by)
    const change = await getUndoable(ctx, productId, changeId)
    const prepared = await prepareUndo(ctx, change)
    const { plan, write } = prepared
    const isAgreed = planId === undefined ? !plan.changed_since : planId === plan.plan_id
    if (!isAgreed) throw changedSince(plan)
    if (!(await writeUndo(ctx, change, prepared))) continue
    const { task } = write
    if (task) await sendTask(ctx, task.productId, task.taskId)
    return { changeId: write.undoId, taskId: task?.taskId ?? null }
  }
  throw changedMeanwhile()
}

async function getChange(
  ctx: Context,
  productId: string,
  changeId: string,
): Promise<ProductChangeRow> {
  const change = await findChange(ctx, productId, changeId)
  if (!change) throw new AppError('not_found', 'Change not found')
  return change
}

async function getUndoable(
  ctx: Context,
  productId: string,
  changeId: string,
): Promise<ProductChangeRow> {
  const change = await getChange(ctx, productId, changeId)
  const refusal = refusalToUndo(change, isoTime(ctx.clock.now()))
  if (refusal) throw new AppError('conflict', refusal)
  return change
}

async function startedBy(ctx: Context, productId: string, undoId: string): Promise<UndoStarted> {
  const undoing = await findChange(ctx, productId, undoId)
  return { changeId: undoId, taskId: undoing?.task_id ?? null }
}

function changedSince(plan: UndoPlan): AppError {
  return new AppError(
    'changed_since',
    'The product or what its shop shows was changed since. Nothing was undone. Look at what undoing does now, and send its plan_id to do that.',
    { extra: { plan } },
  )
}

/** Takes the change, once, with all that undoes it; false where something moved meanwhile. */
async function writeUndo(
  ctx: Context,
  { product_id: productId, id }: ProductChangeRow,
  { write, agreed }: Prepared,
): Promise<boolean> {
  const take = ctx.db
    .update(productChanges)
    .set({ undone_by: write.undoId })
    .where(
      and(
        isChange(ctx, productId, id),
        isNull(productChanges.undone_by),
        eq(productChanges.state, 'done'),
        write.asLongAs,
      ),
    )
    .returning({ id: productChanges.id })
  const isTaken = isTakenBy(ctx, { productId, id, by: write.undoId })
  try {
    const statements = await write.statements(isTaken)
    return await compareAndSet(ctx.db, take, [...agreed(isTaken), ...statements])
  } catch (cause) {
    if (!breaksRule(cause)) throw cause
    throw new AppError(
      'conflict',
      'Something that the product had then is no longer there: a picture or a file. Nothing was undone. Change it on its own page.',
    )
  }
}

type Taken = { productId: string; id: string; by: string }

function isTakenBy(ctx: Context, { productId, id, by }: Taken): SQL {
  return sql`EXISTS (SELECT 1 FROM product_changes AS taken WHERE taken.user_id = ${ctx.userId}
    AND taken.product_id = ${productId} AND taken.id = ${id} AND taken.undone_by = ${by})`
}
