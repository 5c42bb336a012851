import { and, eq } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { productPublications } from '../../../db/schema/publications.ts'
import { requireScope } from '../../accounts/require-scope.ts'
import { type ActivityEntry, recordActivity } from '../../activity/record-activity.ts'
import { removeUnnamedFiles } from '../../assets/remove-unnamed-files.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { type Content, contentOf } from '../../products/shop-content.ts'
import { isEmptyPlan, type Plan, planStatements } from '../../products/update-product.ts'
import { weighContent } from '../../products/weigh-content.ts'
import { writeProduct } from '../../products/write-parts.ts'
import { gidsOf } from '../plan/plan-from.ts'
import { findShopImages } from '../publications.ts'
import { undecidedOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { hashSent } from '../sides/hash-sent.ts'
import { mergeContent, mergeReading } from '../sides/merge-fields.ts'
import { sidesOf } from '../sides/sides.ts'
import { changedMeanwhile } from '../task.ts'
import { mergeRows } from '../undo/merge-rows.ts'
import {
  type Decision,
  type DriftFacts,
  findOpen,
  type Open,
  readFacts,
  stillAsRead,
} from './drift-facts.ts'
import { type Drift, readDrift } from './read-drift.ts'
import { requireSettles, settleStatus } from './settle-status.ts'
import { planFromShop } from './take-from-shop.ts'

const TRIES = 3

/**
 * Decides what becomes of what was changed at the shop. `shop` makes the product what the shop
 * shows, in one batch with what was published; `hub` has the next publishing push over it, while
 * the shop shows the same. What has changed since it was seen is not decided on.
 *
 * @throws AppError not_found, not_configured as `readDrift`
 * @throws AppError forbidden `shop` needs a key that may write, `hub` one that may publish
 * @throws AppError shop_changed the shop shows something else by now: with the fields of now
 * @throws AppError conflict it is being published, or the hub cannot keep what the shop shows
 * @throws AppError unavailable the shop cannot be read
 */
export async function decideDrift(
  ctx: Context,
  id: string,
  decisions: readonly Decision[],
): Promise<Drift> {
  await requireDecides(ctx, id, decisions)
  const isStatus = ({ field }: Decision) => field === 'status'
  await decideSome(
    ctx,
    id,
    decisions.filter((each) => !isStatus(each)),
    writeDecisions,
  )
  await decideSome(ctx, id, decisions.filter(isStatus), settleStatus)
  return readDrift(ctx, id)
}

/** What `decideDrift` would leave, with nothing written; refused where it is. */
export async function tryDecisions(
  ctx: Context,
  id: string,
  decisions: readonly Decision[],
): Promise<Drift> {
  const open = await requireDecides(ctx, id, decisions)
  const taken = new Map(open.map(({ state, take }) => [state.field, take]))
  const drift = await readDrift(ctx, id)
  const fields = drift.fields
    .filter(({ field }) => taken.get(field) !== 'shop')
    .map((each) => (taken.has(each.field) ? { ...each, undecided: false } : each))
  const isSettled = fields.every(({ undecided }) => !undecided)
  return {
    ...drift,
    fields: isSettled ? fields.map((each) => ({ ...each, changed_since: null })) : fields,
  }
}

/** What is open of it, once each of them can be decided so: before anything is written. */
async function requireDecides(
  ctx: Context,
  id: string,
  decisions: readonly Decision[],
): Promise<Open[]> {
  if (decisions.some(({ take }) => take === 'shop')) requireScope(ctx.actor, 'write')
  if (decisions.some(({ take }) => take === 'hub')) requireScope(ctx.actor, 'publish')
  const facts = await readFacts(ctx, id)
  const open = await findOpen(facts, decisions)
  if (!facts) return open
  for (const each of open) if (each.state.field === 'status') requireSettles(facts, each)
  await planTaken(ctx, facts, open)
  return open
}

type Write = (ctx: Context, facts: DriftFacts, open: readonly Open[]) => Promise<boolean>

/** Written from what is there, again where somebody else was faster. */
async function decideSome(
  ctx: Context,
  id: string,
  decisions: readonly Decision[],
  write: Write,
): Promise<void> {
  for (let tries = 1; decisions.length > 0 && tries <= TRIES; tries += 1) {
    const facts = await readFacts(ctx, id)
    const open = facts ? await findOpen(facts, decisions) : []
    if (!facts || open.length === 0) return
    if (await write(ctx, facts, open)) return
    if (tries === TRIES) throw changedMeanwhile()
  }
}

const NO_PLAN: Plan = { fields: {}, variants: undefined, images: undefined }

function takenFields(open: readonly Open[]): Set<Field> {
  return new Set(
    open.flatMap(({ state, take }) =>
      take === 'shop' && state.field !== 'status' ? state.field : [],
    ),
  )
}

/** The edit that takes over what the shop shows. */
async function planTaken(
  ctx: Context,
  { product, publication, reading, sides }: DriftFacts,
  open: readonly Open[],
): Promise<Plan> {
  const fields = takenFields(open)
  if (!reading || fields.size === 0) return NO_PLAN
  const key = { productId: product.id, shop: publication.shop_domain }
  const pictureGids = gidsOf(await findShopImages(ctx, key))
  return planFromShop(ctx, { product, sides, reading, fields, pictureGids })
}

/** One batch: the product as the shop shows it, and what counts as published from now on. */
async function writeDecisions(
  ctx: Context,
  facts: DriftFacts,
  open: readonly Open[],
): Promise<boolean> {
  const { product, publication } = facts
  const fields = takenFields(open)
  const planOf = () => planTaken(ctx, facts, open)
  const plan = await planOf()
  const still = stillAsRead(ctx, facts)
  const changes = await publicationChanges(ctx, facts, { open, fields, plan })
  const write = ctx.db
    .update(productPublications)
    .set(changes)
    .where(
      and(
        eq(productPublications.user_id, ctx.userId),
        eq(productPublications.product_id, product.id),
        eq(productPublications.shop_domain, publication.shop_domain),
        still,
      ),
    )
    .returning({ shop: productPublications.shop_domain })
  const noted = recordActivity(ctx, decided(product, open), { onlyIfChanged: true })
  const rest = isEmptyPlan(plan)
    ? undefined
    : await planStatements(ctx, product, plan, { alsoWhile: still })
  const edit = rest ? [...rest.parts, rest.update, ...rest.following] : []
  const [hit] = await writeProduct(ctx, [write, noted, ...edit], planOf)
  if (plan.images) {
    await removeUnnamedFiles(
      ctx,
      product.images.map(({ file_key }) => file_key),
    )
  }
  return Array.isArray(hit) && hit.length > 0
}

function decided(product: FullProduct, open: readonly Open[]): ActivityEntry {
  const named = (wanted: Decision['take']) =>
    open.flatMap(({ state, take }) => (take === wanted ? state.field : []))
  const details = { productId: product.id, title: product.title }
  return {
    action_type: 'product_drift_decided',
    module: 'products',
    details: { ...details, taken: named('shop'), pushed: named('hub') },
    reference_id: product.id,
    reference_table: 'products',
  }
}

type Decided = { open: readonly Open[]; fields: ReadonlySet<Field>; plan: Plan }

/** Nothing of the fields that were taken differs any more, on either side. */
async function publicationChanges(
  ctx: Context,
  { product, publication, reading, sides }: DriftFacts,
  { open, fields, plan }: Decided,
) {
  const edited: FullProduct = {
    ...product,
    ...plan.fields,
    variants: plan.variants ?? product.variants,
    images: plan.images ?? product.images,
  }
  const hub = await weighContent(ctx, contentOf(edited))
  const { published, base } = sides
  const sent =
    published && withAlts(mergeContent(published, hub, fields), { published, hub, fields })
  const pushed = open.flatMap(({ state, take }) =>
    take === 'hub' ? [[state.field, { seen: state.seen }] as const] : [],
  )
  const kept = Object.entries(publication.decisions).filter(([field]) => !isIn(fields, field))
  const columns = {
    shop_base: JSON.stringify(base && reading ? mergeReading(base, reading, fields) : base),
    decisions: { ...Object.fromEntries(kept), ...Object.fromEntries(pushed) },
    ...(sent ? { sent: JSON.stringify(sent) } : {}),
    sent_rows: mergeRows(publication.sent_rows, edited, fields),
  }
  const next = sidesOf(edited, contentOf(edited), { ...publication, ...columns }, reading)
  const drifted = undecidedOf(next)
  return {
    ...columns,
    ...(sent && publication.sent_hash !== null
      ? { sent_hash: await hashSent(sent, edited.locked_fields) }
      : {}),
    drifted_fields: drifted,
    ...(drifted.length === 0 ? { drifted_since: null } : {}),
  }
}

const isIn = (fields: ReadonlySet<string>, field: string) => fields.has(field)

/** The texts of pictures that say the title follow it: that is no change of ours. */
function withAlts(
  sent: Content,
  { published, hub, fields }: { published: Content; hub: Content; fields: ReadonlySet<Field> },
): Content {
  if (!fields.has('title')) return sent
  const texts = new Map(hub.pictures.map(({ id, alt }) => [id, alt]))
  return {
    ...sent,
    pictures: sent.pictures.map((each) =>
      each.alt === published.title ? { ...each, alt: texts.get(each.id) ?? each.alt } : each,
    ),
  }
}
