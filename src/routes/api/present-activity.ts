import * as z from 'zod'
import type { ActivityRow } from '../../db/schema/desk.ts'

export const activityAnswer = z.object({
  id: z.string(),
  action_type: z.string(),
  details: z.record(z.string(), z.unknown()),
  executed: z.boolean(),
  module: z.string(),
  reference_id: z.string().nullable(),
  reference_table: z.string().nullable(),
  actor_type: z.enum(['user', 'api_key', 'system']),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  created_at: z.string(),
})

/** A row of the activity list as the JSON API shows it. */
export function presentActivity(row: ActivityRow): z.output<typeof activityAnswer> {
  return activityAnswer.parse(row)
}
