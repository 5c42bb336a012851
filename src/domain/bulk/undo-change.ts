import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { type JobItem, jobItems } from '../../db/schema/jobs.ts'
import { type ProductChangeRow, productChanges } from '../../db/schema/product-changes.ts'
import type { AskedItem, Outcome, Plan } from '../jobs/work.ts'
import { type FullProduct, findAllWithParts, type ImageRow } from '../products/load-parts.ts'
import { type Judge, readFlags } from '../products/read-flags.ts'
import { isEmptyPlan } from '../products/update-product.ts'
import { picturesOf } from '../products/write-parts.ts'
import { draftDeletion } from '../publishing/delete-drafts.ts'
import { isUnderWay } from '../publishing/task.ts'
import {
  type StatusBefore as PublishedBefore,
  readStatusBefore,
} from '../publishing/undo/changes.ts'
import { decideUndo, type ShopsOf } from '../publishing/undo/decide-undo.ts'
import { isFileGone, rowsBefore } from '../publishing/undo/prepare-undo.ts'
import { readShopsOf, undoWrite } from '../publishing/undo/undo-write.ts'
import { readBefore, restoringPlan, type StatusBefore } from './before.ts'
import { contentWrite, describePlan, hasVersion, subjectsOf } from './change-content.ts'
import { STATUS_OF } from './change-status.ts'

const OPEN_IT = 'Nothing was undone here. Change it on its own page.'
const words = {
  deleted: 'It was deleted since.',
  changed: `It was changed since. ${OPEN_IT}`,
  notDraft: 'It is no longer a draft or a proposal that no shop has. Retire or archive it instead.',
  underWay: 'Its change is still on its way to Shopify. Retry this once that is done.',
  fileGone:
    'It showed artwork whose file was replaced since, and the earlier file is not kept. Nothing was undone here.',
  didNotArrive: `Shopify did not do what the job asked for. ${OPEN_IT}`,
  nothingKept: 'What it was before is no longer kept.',
}

/** Brings back what a job has changed, as it was, unless it was changed since. */
export const undoChanges: Plan = async (ctx, job, items) => {
  const ids = subjectsOf(items)
  const [originals, products] = await Promise.all([
    readOriginals(ctx, job.undoes ?? '', items),
    findAllWithParts(ctx, ids),
  ])
  const judge = await readFlags(ctx, [...products.values()])
  const shopsOf = await readShops(ctx, originals, ids)
  const changes = await readChanges(ctx, job.undoes ?? '', ids)
  const files = job.change.type === 'pictures' ? await readFiles(ctx, originals) : new Map()
  return Promise.all(
    items.map(async ({ n, subject_id }): Promise<Outcome> => {
      const original = originals.get(n)
      const product = products.get(subject_id)
      if (!product || !original) return refused(words.deleted)
      if (job.change.type === 'create') return undoCreation(ctx, product, original)
      const before = readBefore(original.before)
      if (!before) return refused(words.nothingKept)
      const change = changes.get(product.id)
      if (before.kind === 'status') {
        const facts = { change, shops: shopsOf?.(product.id), judge, jobId: job.id }
        return undoStatus(ctx, product, before, facts)
      }
      if (product.version !== original.version_after) return refused(words.changed)
      if (isReplaced(before.images ?? [], product, files)) return refused(words.fileGone)
      const by = { jobId: job.id, undoneChange: change?.id }
      const write = contentWrite(ctx, product, restoringPlan(product, before, judge), by, null)
      return withCarried(write, (isTaken) => carryVersion(ctx, product, before.version, isTaken))
    }),
  )
}

/** The shops, where a status is to be undone. */
async function readShops(
  ctx: Context,
  originals: ReadonlyMap<number, JobItem>,
  ids: readonly string[],
) {
  const isOfStatus = [...originals.values()].some(
    ({ before }) => readBefore(before)?.kind === 'status',
  )
  return isOfStatus ? readShopsOf(ctx, ids) : undefined
}

function refused(reason: string): Outcome {
  return { kind: 'refused', reason }
}

async function readOriginals(
  ctx: Context,
  jobId: string,
  items: readonly AskedItem[],
): Promise<Map<number, JobItem>> {
  const numbers = sql`${JSON.stringify(items.map(({ n }) => n))}`
  const rows = await ctx.db
    .select()
    .from(jobItems)
    .where(isAnyOf([jobItems.user_id, jobItems.job_id, jobItems.n], [ctx.userId, jobId], numbers))
  return new Map(rows.map((row) => [row.n, row]))
}

/** A product that the job made is deleted, while it is a draft or a proposal that no shop has. */
function undoCreation(ctx: Context, product: FullProduct, original: JobItem): Outcome {
  if (product.version !== original.version_after) return refused(words.changed)
  const { status } = product
  const isUnsent = (status === 'draft' || status === 'pending') && !product.publish_task_id
  if (!isUnsent) return refused(words.notDraft)
  return {
    kind: 'write',
    productId: product.id,
    before: null,
    versionAfter: null,
    asLongAs: sql`${hasVersion(ctx, product)} AND EXISTS (SELECT 1 FROM products AS draft
      WHERE draft.user_id = ${ctx.userId} AND draft.id = ${product.id}
        AND draft.status = ${status} AND draft.publish_task_id IS NULL)`,
    statements: (isTaken) =>
      draftDeletion(ctx, [product.id], picturesOf(product.images), { status, alsoWhile: isTaken }),
    shown: [],
    files: product.images.map(({ file_key }) => file_key),
  }
}

/** The present file of each artwork that was a picture of these products. */
async function readFiles(
  ctx: Context,
  originals: ReadonlyMap<number, JobItem>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...originals.values()].flatMap((original) => {
    const before = readBefore(original.before)
    const images = before?.kind === 'content' ? before.images : undefined
    return (images ?? []).flatMap((row) =>
      row.source_type === 'asset' ? (row.source_id ?? []) : [],
    )
  })
  const rows = await ctx.db
    .select({ id: assets.id, file_key: assets.file_key })
    .from(assets)
    .where(isAnyOf([assets.user_id, assets.id], [ctx.userId], ids))
  return new Map(rows.map(({ id, file_key }) => [id, file_key]))
}

/** Whether one of these showed artwork whose file is another by now. */
function isReplaced(
  images: readonly ImageRow[],
  product: FullProduct,
  files: ReadonlyMap<string, string>,
): boolean {
  const shown = new Set(product.images.map(({ id }) => id))
  return images.some(
    ({ id, source_type, source_id, file_key }) =>
      source_type === 'asset' && !shown.has(id) && files.get(source_id ?? '') !== file_key,
  )
}

function withCarried(outcome: Outcome, carried: (isTaken: SQL) => Statement): Outcome {
  if (outcome.kind !== 'write') return outcome
  const { statements } = outcome
  return {
    ...outcome,
    statements: async (isTaken) => [...(await statements(isTaken)), carried(isTaken)],
  }
}

/** A product is as the job before this one left it: that one can be undone next. */
function carryVersion(
  ctx: Context,
  { id, version }: FullProduct,
  before: number,
  isTaken: SQL,
): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET version_after = ${version + 1}
    WHERE user_id = ${ctx.userId} AND product_id = ${id} AND version_after <= ${version}
      AND +version_after = ${before}
      AND ${isTaken}`)
}

/** The same of its status, which the last task has brought. */
function carryTask(
  ctx: Context,
  { id, version, publish_task_id }: FullProduct,
  { task_before }: StatusBefore,
  { taskId, isTaken }: { taskId: string | undefined; isTaken: SQL },
): Statement {
  return ctx.db.run(sql`
    UPDATE job_items SET before = json_set(before, '$.task_id', ${taskId ?? publish_task_id})
    WHERE user_id = ${ctx.userId} AND product_id = ${id} AND version_after <= ${version}
      AND before ->> 'kind' = 'status' AND before ->> 'task_id' IS ${task_before} AND ${isTaken}`)
}

/** What the changes of the job have kept of these products, of what was published and priced. */
async function readChanges(
  ctx: Context,
  jobId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProductChangeRow>> {
  const rows = await ctx.db
    .select()
    .from(productChanges)
    .where(
      and(
        isAnyOf([productChanges.user_id, productChanges.product_id], [ctx.userId], ids),
        eq(productChanges.job_id, jobId),
      ),
    )
  return new Map(rows.map((row) => [row.product_id, row]))
}

type Facts = {
  change: ProductChangeRow | undefined
  shops: ShopsOf | undefined
  judge: Judge
  jobId: string
}

async function undoStatus(
  ctx: Context,
  product: FullProduct,
  before: StatusBefore,
  { change, shops, judge, jobId }: Facts,
): Promise<Outcome> {
  if (product.publish_task_id !== before.task_id) return refused(words.changed)
  if (isUnderWay(product)) return refused(words.underWay)
  if (product.publish_state === 'failed') return refused(words.didNotArrive)
  if (product.status !== before.target || !shops) return refused(words.changed)
  const kept = change ? readStatusBefore(change.before) : withoutShop(before)
  const undoable = { before: kept, shop: change?.shop_domain ?? null }
  const decision = decideUndo(product, undoable, shops)
  if (decision.kind === 'refused') return decision
  const rows = rowsBefore(product, { decision, before: kept, judge })
  if (rows && product.version !== change?.version_after) return refused(words.changed)
  if (rows?.images && (await isFileGone(ctx, product, rows))) return refused(words.fileGone)
  const by = { jobId, undoneChange: change?.id }
  const write = undoWrite(ctx, product, { decision, rows, before: kept, by })
  if (!write) return refused(words.changed)
  const { task, asLongAs, statements } = write
  const isEdited = rows !== undefined && !isEmptyPlan(rows)
  const after = decision.kind === 'ask' ? STATUS_OF[decision.request.target] : before.status
  return {
    kind: 'write',
    productId: product.id,
    before: null,
    versionAfter: isEdited ? product.version + 1 : product.version,
    asLongAs,
    statements: async (isTaken) => [
      ...(await statements(isTaken)),
      carryTask(ctx, product, before, { taskId: task?.taskId, isTaken }),
      ...(isEdited ? [carryPublished(ctx, product, kept, isTaken)] : []),
    ],
    shown: isEdited
      ? describePlan(product, rows)
      : [{ field: 'status', before: product.status, after }],
    ...(task ? { task } : {}),
  }
}

/** A job from before changes were kept knows the status alone. */
function withoutShop({
  status,
  retire_reason,
  retired_at,
  target,
  task_before,
}: StatusBefore): PublishedBefore {
  return { status, retire_reason, retired_at, target, task: task_before }
}

/** What was published before this is published again: that change can be undone next. */
function carryPublished(
  ctx: Context,
  { id, version }: FullProduct,
  { task, shop }: PublishedBefore,
  isTaken: SQL,
): Statement {
  return ctx.db.run(sql`
    UPDATE product_changes SET version_after = ${version + 1}
    WHERE user_id = ${ctx.userId} AND product_id = ${id} AND id = ${task}
      AND version_after = ${shop?.rows?.version ?? null} AND ${isTaken}`)
}
