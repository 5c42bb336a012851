import { and, eq, sql } from 'drizzle-orm'
import { isoTime } from '../../../clock.ts'
import type { Context } from '../../../context.ts'
import { type Statement, writeAll } from '../../../db/client.ts'
import { LOCKABLE_FIELDS, type LockableField, products } from '../../../db/schema/products.ts'
import { type Publication, productPublications } from '../../../db/schema/publications.ts'
import { recordActivity } from '../../activity/record-activity.ts'
import { getProduct } from '../../products/get-product.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { contentOf, hashContent } from '../../products/shop-content.ts'
import { productMoved, type Seen } from '../../products/update-product.ts'
import { listPublications, readSent } from '../publications.ts'
import { undecidedOf } from '../sides/compare-fields.ts'
import { hashSent } from '../sides/hash-sent.ts'
import { parseReading } from '../sides/reading.ts'
import { sidesOf } from '../sides/sides.ts'
import { changedMeanwhile } from '../task.ts'

const TRIES = 3

/**
 * Sets which fields publishing leaves alone, as the shop shows them. What is unpublished, and what
 * was changed at the shop, is told from the others alone from now on.
 *
 * @throws AppError not_found
 * @throws AppError precondition_failed for another version
 * @throws AppError conflict somebody else is changing it
 */
export async function lockFields(
  ctx: Context,
  id: string,
  fields: readonly LockableField[],
  { version }: Seen = {},
): Promise<FullProduct> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { product, locked } = await planLocks(ctx, id, fields, { version })
    if (!locked || (await write(ctx, product, locked))) return getProduct(ctx, id)
  }
  throw changedMeanwhile()
}

/** The product as `lockFields` would leave it, with nothing written. */
export async function tryLocks(
  ctx: Context,
  id: string,
  fields: readonly LockableField[],
  seen: Seen = {},
): Promise<FullProduct> {
  const { product, locked } = await planLocks(ctx, id, fields, seen)
  return locked ? { ...product, locked_fields: locked, version: product.version + 1 } : product
}

/** What is to be locked of the product as it is; undefined where that is so already. */
async function planLocks(
  ctx: Context,
  id: string,
  fields: readonly LockableField[],
  { version }: Seen,
): Promise<{ product: FullProduct; locked: LockableField[] | undefined }> {
  const locked = LOCKABLE_FIELDS.filter((field) => fields.includes(field))
  const product = await getProduct(ctx, id)
  if (LOCKABLE_FIELDS.every((each) => isIn(product, each) === locked.includes(each))) {
    return { product, locked: undefined }
  }
  if (version !== undefined && version !== product.version) throw productMoved()
  return { product, locked }
}

function isIn({ locked_fields }: FullProduct, field: LockableField): boolean {
  return locked_fields.includes(field)
}

async function write(
  ctx: Context,
  product: FullProduct,
  locked: LockableField[],
): Promise<boolean> {
  const publications = await listPublications(ctx, product.id)
  const wanted = await hashContent(contentOf(product), locked)
  const statements = await Promise.all(
    publications.map((each) => recompute(ctx, { ...product, locked_fields: locked }, each, wanted)),
  )
  const update = ctx.db
    .update(products)
    .set({
      locked_fields: locked,
      version: product.version + 1,
      updated_at: isoTime(ctx.clock.now()),
    })
    .where(
      and(
        eq(products.user_id, ctx.userId),
        eq(products.id, product.id),
        eq(products.version, product.version),
      ),
    )
    .returning({ id: products.id })
  const activity = recordActivity(
    ctx,
    {
      action_type: 'product_changed',
      module: 'products',
      details: { productId: product.id, title: product.title, fields: ['locked_fields'] },
      reference_id: product.id,
      reference_table: 'products',
    },
    { onlyIfChanged: true },
  )
  const before = statements.flat()
  const results = await writeAll(ctx.db, [...before, update, activity])
  const hit = results[before.length]
  return Array.isArray(hit) && hit.length > 0
}

/** What of a publication follows from the locks, written while the product is still as it was. */
async function recompute(
  ctx: Context,
  product: FullProduct,
  publication: Publication,
  wanted: string,
): Promise<Statement[]> {
  const sent = readSent(publication)
  if (!sent) return []
  const now = isoTime(ctx.clock.now())
  const hash = publication.sent_hash === null ? null : await hashSent(sent, product.locked_fields)
  const drifted = driftedFields(product, publication)
  const update = ctx.db
    .update(productPublications)
    .set({
      ...(hash === null ? {} : { sent_hash: hash }),
      ...(hash === null
        ? {}
        : { unsent_since: since(publication.unsent_since, hash !== wanted, now) }),
      drifted_fields: drifted,
      drifted_since: since(publication.drifted_since, drifted.length > 0, now),
    })
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.product_id, product.id),
        eq(productPublications.shop_domain, publication.shop_domain),
        sql`EXISTS (SELECT 1 FROM products WHERE products.user_id = ${ctx.userId}
          AND products.id = ${product.id} AND products.version = ${product.version})`,
      ),
    )
  return [update]
}

/** Told from what the shop showed last; where it was never looked at, nothing is known. */
function driftedFields(product: FullProduct, publication: Publication): string[] {
  if (publication.seen_at === null || publication.shop_base === null) return []
  const shown = publication.shop_seen === null ? null : parseReading(publication.shop_seen)
  if (shown === undefined) return publication.drifted_fields
  return undecidedOf(sidesOf(product, contentOf(product), publication, shown))
}

function since(before: string | null, holds: boolean, now: string): string | null {
  return holds ? (before ?? now) : null
}
