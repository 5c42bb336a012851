import * as z from 'zod'
import { eitherCase } from '../../either-case.ts'

/** So many of the newest decisions tell how a scene fares. */
export const JUDGED_DECISIONS = 20
const MAX_SAMPLE_EVERY = 1_000
const THOUSANDTHS = 1_000
const RATE = 'A share of approvals, from 0 to 1'

/** How a scene is approved without review; the rate is a share, as 0.9. */
export const autopilotRequest = eitherCase(
  z.strictObject({
    auto_approve: z.boolean(),
    min_rate: z
      .number(RATE)
      .min(0, RATE)
      .max(1, RATE)
      .transform((rate) => Math.round(rate * THOUSANDTHS)),
    sample_every: z.int().min(0).max(MAX_SAMPLE_EVERY),
  }),
)

export const autopilotAnswer = z.object({
  auto_approve: z.boolean(),
  min_rate: z.number(),
  sample_every: z.int(),
  fell_back_at: z.string().nullable(),
})

export type AutopilotRequest = z.output<typeof autopilotRequest>
