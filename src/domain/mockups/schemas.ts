import * as z from 'zod'
import { MOCKUP_STATUSES } from '../../db/schema/mockups.ts'
import { eitherCase } from '../../either-case.ts'
import { pageQuery } from '../../paging.ts'

// Any text: a scene nobody has is no bad input, its pairs fail by name.
export const anySceneKey = z.string().trim().min(1).max(64)

export const mockupQuery = eitherCase(
  pageQuery.extend({
    scene: anySceneKey.optional(),
    status: z.enum(MOCKUP_STATUSES).optional(),
    asset_id: z.uuid().optional(),
    quote_id: z.uuid().optional(),
    /** Only those whose artwork or scene has changed since. */
    stale: z.stringbool().optional(),
  }),
)

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

export type MockupQuery = z.output<typeof mockupQuery>
export type MockupChange = z.output<typeof mockupChange>
