import { sha256Hex } from '../../../sha256.ts'
import {
  compareFields,
  type FieldState,
  isSent,
  isUndecided,
  overwriteAll,
  type Sides,
} from '../sides/compare-fields.ts'
import type { Field } from '../sides/fields.ts'
import { planPictures } from './plan-pictures.ts'
import { planScalars } from './plan-scalars.ts'
import { planStatus } from './plan-status.ts'
import { planVariantsAtShop } from './plan-variants-at-shop.ts'

export const PLAN_ACTIONS = ['publish', 'retire', 'restore', 'archive'] as const
export type PlanAction = (typeof PLAN_ACTIONS)[number]

/** How a shop is to show what is published: on sale, or as a draft. */
export const PLAN_TARGETS = ['active', 'draft'] as const
export type PlanTarget = (typeof PLAN_TARGETS)[number]

/**
 * `leave`: it differs, and stays as the shop has it. `ask`: it was changed at the shop, and nobody
 * has decided yet.
 */
export const WILLS = ['add', 'change', 'remove', 'leave', 'ask'] as const
export type Will = (typeof WILLS)[number]

/** One thing at the shop: what each side shows of it, null for nothing, and what becomes of it. */
export type PlanChange = {
  path: string
  hub: string | null
  published: string | null
  shop: string | null
  will: Will
}

/** A difference between the hub and the shop, of a field that decides what becomes of it. */
export type Difference = { field: Field } & Omit<PlanChange, 'will'> & {
    /** Of others at the shop, accepted as it is: kept whatever is sent. */
    isKept?: boolean
  }

export type PlanInput = {
  action: PlanAction
  target?: PlanTarget | undefined
  sides: Sides
  /** What the shop calls the product's pictures, by their ids here. */
  pictureGids: ReadonlyMap<string, string>
  /** Pushes over what was changed at the shop: nothing is asked. */
  overwrites?: boolean | undefined
}

/** Everything that an action changes at the shop, or would if it were not left alone; pure. */
export function planChanges({ overwrites = false, ...input }: PlanInput): PlanChange[] {
  const sides = overwrites ? overwriteAll(input.sides) : input.sides
  const { action, target = 'active', pictureGids } = input
  const states = new Map(
    compareFields(sides).map((state) => [state.field, withLost(state, input)] as const),
  )
  const status = planStatus({ action, target, sides, state: states.get('status') })
  if (action !== 'publish') return status
  const differences = [
    ...planScalars(sides),
    ...planVariantsAtShop(sides, pictureGids),
    ...planPictures(sides, pictureGids),
  ]
  const changes = differences.flatMap((each) => decideChange(each, states.get(each.field)))
  return [...changes, ...status]
}

/** A picture of ours that the shop never took in is sent again. */
function withLost(state: FieldState, { sides, pictureGids }: PlanInput): FieldState {
  if (state.field !== 'pictures' || !sides.shop) return state
  const isLost = sides.hub.pictures.some(({ id }) => !pictureGids.has(id))
  return isLost ? { ...state, isHubChanged: true } : state
}

function decideChange(
  { field: _field, isKept, ...change }: Difference,
  state: FieldState | undefined,
): PlanChange[] {
  if (!state) return []
  if (isUndecided(state)) return [{ ...change, will: 'ask' }]
  if (state.isLocked) {
    // A title that changed makes another handle: that one stays is no news.
    const isNews = state.isShopChanged || (state.isHubChanged && state.field !== 'handle')
    return isNews ? [{ ...change, will: 'leave' }] : []
  }
  // Neither side was changed: the shop writes it down in its own way.
  if (!isSent(state)) return []
  if (isKept) return [{ ...change, will: 'leave' }]
  if (change.shop === null) return [{ ...change, will: 'add' }]
  return [{ ...change, will: change.hub === null ? 'remove' : 'change' }]
}

export type PlanKey = { action: PlanAction; productId: string; shop: string | null }

/**
 * What a plan is called: equal for equal changes of the same product at the same shop, whether
 * they are pushed over the shop's changes or not.
 */
export function planIdOf(
  { action, productId, shop }: PlanKey,
  input: Omit<PlanInput, 'action' | 'overwrites'>,
): Promise<string> {
  const changes = planChanges({ ...input, action })
  return planIdOfChanges([action, input.target ?? 'active', productId, shop], changes)
}

/** What the plan of an action is called that no shop has to be told of. */
export function emptyPlanId(action: PlanAction, productId: string): Promise<string> {
  return planIdOfChanges([action, 'active', productId, null], [])
}

function planIdOfChanges(
  named: readonly (string | null)[],
  changes: readonly PlanChange[],
): Promise<string> {
  return sha256Hex(JSON.stringify([...named, changes]))
}
