import { and, eq, type SQL, sql } from 'drizzle-orm'
import { isoTime } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { Statement } from '../../db/client.ts'
import {
  type ChangeKind,
  type ProductChangeRow,
  productChanges,
} from '../../db/schema/product-changes.ts'
import { describeActor } from '../activity/describe-actor.ts'

/** How long what there was before a change is kept. */
const UNDO_MS = 90 * 24 * 60 * 60_000

export type NewChange = {
  /** Of a change at a shop, the task that does it. */
  id: string
  productId: string
  kind: ChangeKind
  /** What there was, to be kept as JSON. */
  before: object
  versionAfter: number | null
  /** Where the task begins; without one the change is done at once. */
  shop?: string | undefined
  jobId?: string | undefined
  /** The change that this one undoes. */
  undoes?: string | undefined
}

/** Notes a change and what there was before, as statements of its batch, where this holds. */
export function insertChange(ctx: Context, change: NewChange, condition: SQL): Statement[] {
  const { id, productId, kind, shop = null, jobId = null, undoes = null } = change
  const now = ctx.clock.now()
  const insert = ctx.db.run(sql`
    INSERT INTO product_changes (user_id, product_id, id, kind, shop_domain, task_id, job_id,
      before, version_after, state, undoes, actor, created_at, undo_until)
    SELECT ${ctx.userId}, ${productId}, ${id}, ${kind}, ${shop}, ${shop ? id : null}, ${jobId},
      ${JSON.stringify(change.before)}, ${change.versionAfter}, ${shop ? 'waiting' : 'done'},
      ${undoes}, ${describeActor(ctx.actor).name}, ${isoTime(now)}, ${isoTime(now + UNDO_MS)}
    WHERE ${condition}`)
  return undoes ? [insert, markUndone(ctx, { productId, id: undoes, by: id })] : [insert]
}

/** The change that is undone names the one that does it, once that is written. */
function markUndone(
  ctx: Context,
  { productId, id, by }: { productId: string; id: string; by: string },
): Statement {
  return ctx.db
    .update(productChanges)
    .set({ undone_by: by })
    .where(
      and(
        isChange(ctx, productId, id),
        sql`${productChanges.undone_by} IS NULL`,
        sql`EXISTS (SELECT 1 FROM product_changes AS undoing WHERE undoing.user_id = ${ctx.userId}
          AND undoing.product_id = ${productId} AND undoing.id = ${by})`,
      ),
    )
}

/**
 * What a task came to, as statements for the batch that ends it, where this holds. What a task was
 * to undo and did not is not undone.
 */
export function endChange(
  ctx: Context,
  { productId, taskId }: { productId: string; taskId: string },
  state: 'done' | 'failed',
  condition: SQL,
): Statement[] {
  const isWaiting = and(
    isChange(ctx, productId, taskId),
    eq(productChanges.state, 'waiting'),
    condition,
  )
  const end = ctx.db.update(productChanges).set({ state }).where(isWaiting)
  if (state === 'done') return [end]
  const reopened = ctx.db.run(sql`
    UPDATE product_changes SET undone_by = NULL
    WHERE user_id = ${ctx.userId} AND product_id = ${productId} AND undone_by = ${taskId}
      AND ${condition}`)
  return [end, reopened]
}

/** A change of one of the user's products; undefined where there is none. */
export async function findChange(
  ctx: Context,
  productId: string,
  id: string,
): Promise<ProductChangeRow | undefined> {
  return ctx.db
    .select()
    .from(productChanges)
    .where(isChange(ctx, productId, id))
    .get()
}

export function isChange(ctx: Context, productId: string, id: string): SQL | undefined {
  return and(
    eq(productChanges.user_id, ctx.userId),
    eq(productChanges.product_id, productId),
    eq(productChanges.id, id),
  )
}
