import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import type { Context } from '../../../context.ts'
import type { Statement } from '../../../db/client.ts'
import { type ChangeKind, productChanges } from '../../../db/schema/product-changes.ts'
import {
  PRODUCT_STATUSES,
  type Product,
  PUBLISH_TARGETS,
  type PublishTarget,
} from '../../../db/schema/products.ts'
import type { Publication } from '../../../db/schema/publications.ts'
import { findChange, insertChange, isChange } from '../../changes/change.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { retireReason } from '../../products/schemas.ts'
import { type Content, sentContent } from '../../products/shop-content.ts'
import { findShopImages } from '../publications.ts'
import { FIELDS, type Field } from '../sides/fields.ts'
import { type Reading, reading } from '../sides/reading.ts'

const isRows = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value

/** What a shop had of a product, and what had been sent there, before a task wrote to it. */
const shopBefore = z.object({
  /** Null: the shop had no such product. */
  reading: reading.nullable(),
  status: z.enum(['unknown', 'draft', 'active', 'archived', 'absent']),
  sent: sentContent.nullable(),
  /** The product with its parts as it was when that was sent. */
  rows: z.custom<FullProduct>(isRows).nullable(),
  /** Pictures of ours, by the shop's id of each. */
  pictures: z.record(z.string(), z.object({ id: z.string(), key: z.string(), alt: z.string() })),
  /** What the task sent. */
  fields: z.array(z.enum(FIELDS)),
})

/** What undoing a change of status restores: how it was here, and at the shop. */
const statusBefore = z.object({
  status: z.enum(PRODUCT_STATUSES),
  retire_reason: retireReason.nullable(),
  retired_at: z.string().nullable(),
  /** The last task before. */
  task: z.string().nullable(),
  target: z.enum(PUBLISH_TARGETS),
  /** Absent until the task is about to write. */
  shop: shopBefore.optional(),
  /** Variants of which a job said with it that a person had seen to them. */
  words: z.object({ delivery: z.array(z.string()), print: z.array(z.string()) }).optional(),
})
export type StatusBefore = z.output<typeof statusBefore>

export function readStatusBefore(before: string): StatusBefore {
  return statusBefore.parse(JSON.parse(before))
}

const KINDS: Record<PublishTarget, ChangeKind> = {
  active: 'publish',
  staged: 'publish',
  retired: 'retire',
  withdrawn: 'retire',
  archived: 'archive',
  draft: 'restore',
}

type Row = Pick<Product, 'id' | 'status' | 'retire_reason' | 'retired_at' | 'publish_task_id'>
export type Recorded = {
  id: string
  target: PublishTarget
  /** Where the task begins; absent where no shop has to know. */
  shop?: string
  jobId?: string | undefined
  /** The change that it undoes. */
  undoneChange?: string | undefined
}

/**
 * Notes that a product is to change its status, and what it was, as statements for the batch of
 * that. A task that is replaced by it has not been carried out, as far as anybody knows.
 */
export function recordChange(
  ctx: Context,
  row: Row,
  { id, target, shop, jobId, undoneChange: undoes }: Recorded,
  condition: SQL,
): Statement[] {
  const before: StatusBefore = {
    status: row.status,
    retire_reason: row.retire_reason,
    retired_at: row.retired_at,
    task: row.publish_task_id,
    target,
  }
  const change = { id, productId: row.id, kind: KINDS[target], before, versionAfter: null }
  return insertChange(ctx, { ...change, shop, jobId, undoes }, condition)
}

/**
 * Notes with a task which variants a job speaks for, as a statement that precedes its words: those
 * of a download that nobody had spoken for, and these prints.
 */
export function recordWords(
  ctx: Context,
  { productId, taskId }: TaskOf,
  { undelivered, prints }: { undelivered: boolean; prints: readonly string[] },
  isTaken: SQL,
): Statement {
  return ctx.db.run(sql`
    UPDATE product_changes SET before = json_set(before, '$.words', json_object(
      'delivery', (SELECT json_group_array(id) FROM product_variants AS said
        WHERE said.user_id = ${ctx.userId} AND said.product_id = ${productId} AND said.is_digital
          AND said.digital_file_id IS NOT NULL AND said.delivery_confirmed_at IS NULL
          AND ${undelivered}),
      'print', json(${JSON.stringify(prints)})))
    WHERE user_id = ${ctx.userId} AND product_id = ${productId} AND id = ${taskId}
      AND ${isTaken}`)
}

type TaskOf = { productId: string; taskId: string }

/** What a task found before it wrote, and what it is going to send. */
export type FoundBefore = {
  /** What the shop showed; null where it had no such product. */
  reading: Reading | null
  /** What had been sent, and the product as it was then: the publication's `sent_rows`. */
  sent: Content | undefined
  rows: string | null
  status: Publication['status']
  fields: readonly Field[]
  /** The version of the product that is sent. */
  version: number
}

/**
 * Keeps what a shop had before a task writes to it: called right before each of its first writes.
 * What was kept first stays; a later run of the same task adds what it sends more.
 */
export async function keepBefore(
  ctx: Context,
  { productId, taskId }: TaskOf,
  found: FoundBefore,
): Promise<void> {
  const row = await findChange(ctx, productId, taskId)
  if (!row?.shop_domain) return
  const before = readStatusBefore(row.before)
  const key = { productId, shop: row.shop_domain }
  const first =
    before.shop ?? (await findUnfinished(ctx, key, before)) ?? (await shopBeforeOf(ctx, key, found))
  const fields = FIELDS.filter((each) => first.fields.includes(each) || found.fields.includes(each))
  const isKept = before.shop !== undefined && fields.length === first.fields.length
  if (isKept && row.version_after === found.version) return
  await ctx.db
    .update(productChanges)
    .set({
      before: JSON.stringify({ ...before, shop: { ...first, fields } }),
      version_after: found.version,
    })
    .where(isChange(ctx, productId, taskId))
}

/** What there was before a task that did not get through, whose work this one goes on with. */
async function findUnfinished(
  ctx: Context,
  { productId, shop }: { productId: string; shop: string },
  { task }: StatusBefore,
): Promise<StatusBefore['shop']> {
  const last = task === null ? undefined : await findChange(ctx, productId, task)
  if (last?.state !== 'failed' || last.shop_domain !== shop) return undefined
  return readStatusBefore(last.before).shop
}

async function shopBeforeOf(
  ctx: Context,
  key: { productId: string; shop: string },
  { reading: shown, sent, rows, status, fields }: FoundBefore,
): Promise<NonNullable<StatusBefore['shop']>> {
  const known = await findShopImages(ctx, key)
  const pictures = (sent?.pictures ?? []).flatMap((picture) => {
    const gid = known.get(picture.id)?.shop_image_gid
    return gid ? [[gid, picture] as const] : []
  })
  return {
    reading: shown,
    status,
    sent: sent ?? null,
    rows: readRows(rows),
    pictures: Object.fromEntries(pictures),
    fields: [...fields],
  }
}

/** A product with its parts as it was kept; null where it was not. */
function readRows(rows: string | null): FullProduct | null {
  if (rows === null) return null
  try {
    return z.custom<FullProduct>(isRows).safeParse(JSON.parse(rows)).data ?? null
  } catch {
    return null
  }
}

/** What a task that undoes another brings back at the shop: these fields alone, as it showed them. */
export type Exact = {
  fields: readonly Field[]
  shown: Reading
  /** Of its tags those that we had put there. */
  ownTags: readonly string[]
  /** Of the pictures that it showed those of ours, by the shop's ids: it may have them no longer. */
  pictures: Readonly<Record<string, { id: string; key: string; alt: string }>>
}

/** What a task is to bring back, byte for byte; undefined where it undoes nothing at this shop. */
export async function findExact(
  ctx: Context,
  productId: string,
  taskId: string,
): Promise<Exact | undefined> {
  const own = await findChange(ctx, productId, taskId)
  const undone = own?.undoes ? await findChange(ctx, productId, own.undoes) : undefined
  if (!undone || undone.kind === 'prices' || undone.shop_domain !== own?.shop_domain) {
    return undefined
  }
  return exactOf(readStatusBefore(undone.before))
}

/** The same of what was kept. */
export function exactOf({ shop }: Pick<StatusBefore, 'shop'>): Exact | undefined {
  if (!shop?.reading) return undefined
  const { fields, reading: shown, sent, pictures } = shop
  return { fields, shown, ownTags: sent?.tags ?? shown.tags, pictures }
}

/** Of a product whose task has ended, in the batch that ends it. */
export function hasEnded(ctx: Context, { productId, taskId }: TaskOf): SQL {
  return sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
    AND products.id = ${productId} AND products.publish_task_id = ${taskId}
    AND products.publish_state IN ('idle', 'failed'))`
}
