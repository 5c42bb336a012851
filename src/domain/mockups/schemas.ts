import * as z from 'zod'
import { MOCKUP_STATUSES } from '../../db/schema/mockups.ts'
import { distinctList } from '../../distinct-list.ts'
import { eitherCase } from '../../either-case.ts'
import { uuid } from '../../ids.ts'
import { pageQuery } from '../../paging.ts'

const MAX_ASSETS_PER_CALL = 20
const MAX_SCENES_PER_CALL = 5
/** The largest run: what one call of the queue takes, and what a page's progress can show. */
export const MAX_PAIRS_PER_RUN = 100
// A page may choose more than a call of the API; it splits into runs and is reserved as a whole.
export const MAX_ASSETS_PER_FORM = 100
export const MAX_SCENES_PER_FORM = 20

// Any text: a scene nobody has is no bad input, its pairs fail by name.
const sceneKey = z.string().trim().min(1).max(64)

const choice = (assets: number, scenes: number) => ({
  asset_ids: distinctList(uuid, { min: 1, max: assets }),
  scenes: distinctList(sceneKey, { min: 1, max: scenes }),
})

const options = {
  skip_approval: z.boolean().default(false),
  regenerate: z.boolean().default(false),
}

export const generateRequest = eitherCase(
  z.strictObject({ ...choice(MAX_ASSETS_PER_CALL, MAX_SCENES_PER_CALL), ...options }),
)
export const generateForm = z.object({
  ...choice(MAX_ASSETS_PER_FORM, MAX_SCENES_PER_FORM),
  ...options,
  group_id: uuid,
})

export const mockupQuery = pageQuery.extend({
  scene: sceneKey.optional(),
  status: z.enum(MOCKUP_STATUSES).optional(),
  asset_id: uuid.optional(),
  quote_id: uuid.optional(),
  /** Only those whose artwork or scene has changed since. */
  stale: z.stringbool().optional(),
})

const SCORE_STEPS = 1_000
export const mockupChange = eitherCase(
  z.strictObject({
    quality_score: z
      .number()
      .min(0)
      .max(1)
      .transform((score) => Math.round(score * SCORE_STEPS) / SCORE_STEPS)
      .nullable(),
  }),
)

export const creditsQuery = z.object({
  year: z.coerce.number().int().min(2000).max(9999).optional(),
  month: z.coerce.number().int().min(1).max(12).optional(),
})

export type MockupQuery = z.output<typeof mockupQuery>
export type MockupChange = z.output<typeof mockupChange>
