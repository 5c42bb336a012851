import type { Context } from '../../../context.ts'
import type { Publication, PublicationImage } from '../../../db/schema/publications.ts'
import type { FullProduct } from '../../products/load-parts.ts'
import { nameFields } from '../drift/name-fields.ts'
import { type PlanAction, planIdOf } from '../plan/plan-changes.ts'
import { gidsOf } from '../plan/plan-from.ts'
import { keepDrift } from '../publications.ts'
import { compareFields, type FieldState, type Sides, undecidedOf } from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { parseSending } from '../sides/sending.ts'
import type { Exact } from '../undo/changes.ts'
import type { Outcome, Session } from './session.ts'

type Seen = {
  product: FullProduct
  publication: Publication
  sides: Sides
  exact: Exact | undefined
  images: ReadonlyMap<string, PublicationImage>
  /** When the shop was read. ISO 8601. */
  readAt: string
}

/** Once decided, it is published again. */
const DECIDE = 'Nothing was sent. Decide about it on the product’s page, then publish again.'
const DECIDE_ALL = 'Nothing was sent. Decide about them on the product’s page, then publish again.'
const PLAN_MOVED =
  'The product changed here or on Shopify after the plan was made. Nothing was sent. Look at the new plan, then publish again.'
const DELETED_MEANWHILE =
  'This product was deleted on Shopify while it was being published. Decide about it on the product’s page, then publish again.'
const NOTHING_TO_RESTORE =
  'Shopify has this product no longer, so nothing could be put back there. Nothing was sent. Publish it to make it there again.'

/**
 * Why a run sends nothing: looked at before its task writes anything. A task that has begun is
 * finished, but what was deleted since is not made again unasked, nor what somebody else has
 * written since overwritten.
 */
export async function checkShop(
  ctx: Context,
  session: Session,
  { product, publication, sides, exact, images, readAt }: Seen,
): Promise<Outcome | undefined> {
  const hasBegun = parseSending(publication.sending)?.taskId === session.taskId
  if (exact && !sides.shop) return refuse(NOTHING_TO_RESTORE)
  const all = product.publish_overwrites ? [] : undecidedOf(sides)
  const asked = exact ? all.filter((field) => exact.fields.includes(field)) : all
  const isGone = !sides.shop && asked.includes('status')
  const undecided = hasBegun && !isGone ? asked.filter(isOverwritten(sides)) : asked
  if (undecided.length > 0) {
    await keepDrift(ctx, session, { reading: sides.shop, readAt, drifted: undecidedOf(sides) })
    if (isGone && hasBegun) return refuse(DELETED_MEANWHILE)
    return refuse(
      isGone
        ? `This product was deleted on Shopify since the last publish. ${DECIDE}`
        : changedSentence(undecided),
    )
  }
  if (hasBegun || exact) return undefined
  const target = product.publish_target === 'staged' ? ('draft' as const) : undefined
  const input = { sides, target, pictureGids: gidsOf(images) }
  return checkPlan(session, product, 'publish', input)
}

/** What a shop shows plainly enough to be told from the effect of a call that nobody heard about. */
const PLAIN: readonly Field[] = [
  'title',
  'description',
  'product_type',
  'vendor',
  'prices',
  'seo',
  'category',
]

/** Whether going on would send a field over what somebody else has made of it since it began. */
function isOverwritten(sides: Sides): (field: Field) => boolean {
  const sent = new Set(
    compareFields(sides).flatMap((state) => (isHubNewer(state) ? state.field : [])),
  )
  return (field) => PLAIN.includes(field) && sent.has(field)
}

function isHubNewer({ isHubChanged, isLocked }: FieldState): boolean {
  return isHubChanged && !isLocked
}

function changedSentence(fields: ReturnType<typeof undecidedOf>): string {
  const advice = fields.length === 1 ? DECIDE : DECIDE_ALL
  return `${nameFields(fields)} changed on Shopify since the last publish. ${advice}`
}

/** A task that was asked for with a plan carries out that one, or nothing. */
export async function checkPlan(
  { key }: Pick<Session, 'key'>,
  { publish_plan_id: planId }: Pick<FullProduct, 'publish_plan_id'>,
  action: PlanAction,
  input: Parameters<typeof planIdOf>[1],
): Promise<Outcome | undefined> {
  if (planId === null) return undefined
  return (await planIdOf({ action, ...key }, input)) === planId ? undefined : refuse(PLAN_MOVED)
}

function refuse(error: string): Outcome {
  return { kind: 'failed', error, permanent: true }
}
