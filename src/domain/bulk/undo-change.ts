import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAnyOf, type Statement } from '../../db/client.ts'
import { assets } from '../../db/schema/catalogue.ts'
import { type JobItem, jobItems } from '../../db/schema/jobs.ts'
import { AppError } from '../../errors.ts'
import { listShopDomains } from '../integrations/get-shopify-account.ts'
import type { AskedItem, Outcome, Plan } from '../jobs/work.ts'
import { type FullProduct, findAllWithParts, type ImageRow } from '../products/load-parts.ts'
import { findSaleFacts } from '../products/sale-refusals.ts'
import { picturesOf } from '../products/write-parts.ts'
import { draftDeletion } from '../publishing/delete-drafts.ts'
import { listAllPublications } from '../publishing/publications.ts'
import { refusalToPublish } from '../publishing/publish-product.ts'
import { isUnderWay } from '../publishing/task.ts'
import { shopToTell } from '../publishing/unpublish-product.ts'
import { readBefore, restoringPlan, type StatusBefore } from './before.ts'
import { contentWrite, hasVersion, subjectsOf } from './change-content.ts'
import { askWrite, findAccount, refusalOfLostShop, settleWrite } from './change-status.ts'
import { readFlags } from '../products/read-flags.ts'

const OPEN_IT = 'Nothing was undone here. Change it on its own page.'
const words = {
  deleted: 'It was deleted since.',
  changed: `It was changed since. ${OPEN_IT}`,
  notDraft: 'It is no longer a draft or a proposal that no shop has. Retire or archive it instead.',
  underWay: 'Its change is still on its way to Shopify. Retry this once that is done.',
  fileGone:
    'It showed artwork whose file was replaced since, and the earlier file is not kept. Nothing was undone here.',
  didNotArrive: `Shopify did not do what the job asked for. ${OPEN_IT}`,
  published:
    'It was on sale before, and Shopify has its changes now. Undo those, then publish it again.',
  proposed: 'It waited for approval before. Restore it, then send it for approval again.',
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
  const shops = job.change.type === 'create' ? undefined : await readShops(ctx, originals, ids)
  const files = job.change.type === 'pictures' ? await readFiles(ctx, originals) : new Map()
  return items.map(({ n, subject_id }): Outcome => {
    const original = originals.get(n)
    const product = products.get(subject_id)
    if (!product || !original) return refused(words.deleted)
    if (job.change.type === 'create') return undoCreation(ctx, product, original)
    const before = readBefore(original.before)
    if (!before) return refused(words.nothingKept)
    if (before.kind === 'status') {
      const outcome = undoStatus(ctx, product, before, shops)
      const taskId = outcome.kind === 'write' ? outcome.task?.taskId : undefined
      return withCarried(outcome, (isTaken) => carryTask(ctx, product, before, { taskId, isTaken }))
    }
    if (product.version !== original.version_after) return refused(words.changed)
    if (isFileGone(before.images ?? [], product, files)) return refused(words.fileGone)
    const write = contentWrite(ctx, product, restoringPlan(product, before, judge), null)
    return withCarried(write, (isTaken) => carryVersion(ctx, product, before.version, isTaken))
  })
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
function isFileGone(
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

type Shops = Awaited<ReturnType<typeof readShops>>

async function readShops(
  ctx: Context,
  originals: ReadonlyMap<number, JobItem>,
  ids: readonly string[],
) {
  const isOfStatus = [...originals.values()].some(
    ({ before }) => readBefore(before)?.kind === 'status',
  )
  if (!isOfStatus) return undefined
  const [publications, held, account] = await Promise.all([
    listAllPublications(ctx, ids),
    listShopDomains(ctx),
    findAccount(ctx),
  ])
  return {
    publicationsOf: Map.groupBy(publications, ({ product_id }) => product_id),
    held,
    account,
    facts:
      account instanceof AppError ? undefined : await findSaleFacts(ctx, ids, account.shopDomain),
  }
}

function undoStatus(
  ctx: Context,
  product: FullProduct,
  before: StatusBefore,
  shops: Shops,
): Outcome {
  if (product.publish_task_id !== before.task_id) return refused(words.changed)
  if (isUnderWay(product)) return refused(words.underWay)
  if (product.publish_state === 'failed') return refused(words.didNotArrive)
  if (product.status !== before.target) return refused(words.changed)
  if (before.status === before.target) return refused(words.published)
  if (before.status === 'pending' && before.target !== 'active') return refused(words.proposed)
  if (before.status === 'active') return sellAgain(ctx, product, before, shops)
  return restAgain(ctx, product, before, shops)
}

/** What was on sale is, as it is now, on sale again in the connected shop. */
function sellAgain(
  ctx: Context,
  product: FullProduct,
  { retired_at: retiredAt }: StatusBefore,
  shops: Shops,
): Outcome {
  if (!shops) return refused(words.changed)
  const { account, facts } = shops
  if (account instanceof AppError) return refused(account.message)
  const refusal = refusalToPublish({ ...product, status: 'draft' }, account, facts?.get(product.id))
  if (refusal) return refused(refusal.message)
  const shop = account.shopDomain
  return askWrite(ctx, product, { target: 'active', shop, undoes: { retiredAt } })
}

/** What was a draft, retired or archived is that again; of a first publication, at the shop too. */
function restAgain(
  ctx: Context,
  product: FullProduct,
  before: StatusBefore,
  shops: Shops,
): Outcome {
  const target =
    before.status === 'retired' || before.status === 'archived' ? before.status : 'draft'
  const reason = before.retire_reason ?? undefined
  const undoes = { retiredAt: before.retired_at }
  const publications = shops?.publicationsOf.get(product.id) ?? []
  const held = shops?.held ?? []
  const lost = refusalOfLostShop({ held, publications })
  if (lost) return refused(lost)
  // The shops that had it archived have it so still.
  const isAtRest = before.target === 'archived' && target === 'retired'
  const shop = isAtRest ? undefined : shopToTell(product, target, { held, publications })
  return shop
    ? askWrite(ctx, product, { target, shop, reason, undoes })
    : settleWrite(ctx, product, { target, reason, undoes })
}
