import * as z from 'zod'
import { FAILURE_CODES, RUN_STATES } from '../../db/schema/mockups.ts'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { type ListQuery, pageQuery } from '../../paging.ts'
import { anySceneKey } from '../mockups/schemas.ts'
import { placementConfig } from '../scenes/schemas.ts'

const MAX_ASSETS_PER_CALL = 20
const MAX_SCENES_PER_CALL = 5
// A page may choose more than a call of the API; it splits into runs and is reserved as a whole.
export const MAX_ASSETS_PER_FORM = 100
export const MAX_SCENES_PER_FORM = 20

const choice = (assets: number, scenes: number) => ({
  asset_ids: distinctList(uuid, { min: 1, max: assets }),
  scenes: distinctList(anySceneKey, { min: 1, max: scenes }).optional(),
  kit_id: uuid.optional(),
})

const EITHER = 'Choose scenes or a kit'
const NOT_BOTH = 'Choose scenes or a kit, not both'

const options = {
  skip_approval: z.boolean().default(false),
  regenerate: z.boolean().default(false),
}

export const generateRequest = eitherCase(
  z
    .strictObject({ ...choice(MAX_ASSETS_PER_CALL, MAX_SCENES_PER_CALL), ...options })
    .refine(hasScenes, { path: ['scenes'], error: EITHER })
    .refine(({ scenes, kit_id }) => scenes === undefined || kit_id === undefined, {
      path: ['kit_id'],
      error: NOT_BOTH,
    }),
)
/** A form may have both: the scenes that are ticked, and the kit that they come from. */
export const generateForm = z
  .object({
    ...choice(MAX_ASSETS_PER_FORM, MAX_SCENES_PER_FORM),
    ...options,
    group_id: uuid,
  })
  .refine(hasScenes, { path: ['scenes'], error: EITHER })

/** Placed otherwise than before; an empty config is the scene's own placement. */
export const regenerateRequest = eitherCase(z.strictObject({ config: placementConfig.optional() }))

function hasScenes({ scenes, kit_id }: { scenes?: unknown; kit_id?: unknown }): boolean {
  return scenes !== undefined || kit_id !== undefined
}

/** A request does not last for ever: what takes longer is asked for again. */
const MAX_WAIT_SECONDS = 30

export const runQuery = z.object({
  wait: z.coerce.number().int().min(0).max(MAX_WAIT_SECONDS).default(0),
})

export const runListQuery = pageQuery.extend({
  /** A run needs a person where mockups wait for a decision, or failed without being cancelled. */
  state: z.enum(RUN_STATES).optional(),
})
/** Keys of pictures, as a statement puts them together. */
export const runPictures = z.array(z.string())
export type RunListQuery = ListQuery<typeof runListQuery>

/** A run in a list: its counts come from its rows. */
export const runSummaryAnswer = z.strictObject({
  taskId: z.uuid(),
  status: z.enum(['running', 'done', 'cancelled']),
  counts: z.strictObject({
    pending: z.int(),
    generating: z.int(),
    completed: z.int(),
    failed: z.int(),
    approved: z.int(),
    rejected: z.int(),
  }),
  generated: z.int(),
  failed: z.int(),
  totalCreditsUsed: z.int(),
  scenes: z.array(z.string()),
  mockupsQueued: z.int(),
  /** The kit that it was asked for with, and its name then; it may have been deleted since. */
  kit_id: z.uuid().nullable(),
  kit_name: z.string().nullable(),
  created_at: z.iso.datetime(),
  deadline_at: z.iso.datetime(),
  cancelled_at: z.iso.datetime().nullable(),
})

const pair = {
  /** Empty for a scene that does not exist. */
  mockupId: z.union([z.uuid(), z.literal('')]),
  assetId: z.uuid(),
  scene: z.string(),
  creditsUsed: z.int(),
}

/** A pair that has ended. */
const resultAnswer = z.discriminatedUnion('status', [
  z.strictObject({ ...pair, status: z.literal('success'), url: z.url().optional() }),
  z.strictObject({
    ...pair,
    status: z.literal('failed'),
    error: z.string(),
    /** What is wrong with the scene, and what to do. */
    detail: z.string().optional(),
    failure_code: z.enum(FAILURE_CODES).nullish(),
    error_status: z.int().nullish(),
    error_code: z.string().nullish(),
  }),
])

/** A run alone, with its ended pairs. */
export const runAnswer = runSummaryAnswer.extend({ results: z.array(resultAnswer) })

/** A run that was accepted. */
export const requestedRunAnswer = z.strictObject({ taskId: z.uuid(), mockupsQueued: z.int() })

/** What a run would cost, in credits. */
export const runQuoteAnswer = z.strictObject({
  cost: z.int(),
  reused: z.int(),
  suspect: z.int(),
  pairs: z.int(),
  remaining_annual: z.int(),
  remaining_monthly: z.int(),
  monthly_used: z.int(),
  monthly_soft_limit: z.int(),
  pace: z.string(),
  unknown_scenes: z.array(z.string()),
  scene_problems: z.record(z.string(), z.string()),
})

export type RunSummaryAnswer = z.output<typeof runSummaryAnswer>
export type RunAnswer = z.output<typeof runAnswer>
