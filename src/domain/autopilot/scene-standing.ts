import { type SQL, sql } from 'drizzle-orm'
import * as z from 'zod'
import { JUDGED_DECISIONS } from './schemas.ts'

const sceneStanding = z.object({
  /** What people decided about its newest pictures, twenty at most. */
  decided: z.int(),
  approved: z.int(),
  autopilot: z
    .object({
      auto_approve: z.coerce.boolean(),
      /** Thousandths. */
      min_rate: z.int(),
      sample_every: z.int(),
      fell_back_at: z.string().nullable(),
    })
    .nullable(),
})
export type SceneStanding = z.output<typeof sceneStanding>
export type AutopilotRow = NonNullable<SceneStanding['autopilot']>

/** The newest decisions of people about pictures of a scene, from FROM on. */
function newestOf(userId: SQL, sceneKey: SQL): SQL {
  return sql`(SELECT p.decision FROM pictures AS p
    WHERE p.user_id = ${userId} AND p.scene = ${sceneKey} AND p.decided_by_kind = 'person'
    ORDER BY p.decided_at DESC LIMIT ${sql.raw(String(JUDGED_DECISIONS))})`
}

/** How a scene fares with people, and how it is approved, as JSON. */
export function standingOf(userId: SQL, sceneKey: SQL): SQL {
  return sql`(SELECT json_object('decided', count(*),
      'approved', coalesce(sum(decision = 'approved'), 0),
      'autopilot', (SELECT json_object('auto_approve', s.auto_approve, 'min_rate', s.min_rate,
          'sample_every', s.sample_every, 'fell_back_at', s.fell_back_at)
        FROM scene_autopilot AS s WHERE s.user_id = ${userId} AND s.scene_key = ${sceneKey}))
    FROM ${newestOf(userId, sceneKey)})`
}

/** The same as it was read. */
export function readStanding(text: string): SceneStanding {
  return sceneStanding.parse(JSON.parse(text))
}

/** Whether fewer than so many thousandths of them are approvals. */
export function isBelow(userId: SQL, sceneKey: SQL, minRate: SQL): SQL {
  return sql`(SELECT 1000 * sum(decision = 'approved') < ${minRate} * count(*)
    FROM ${newestOf(userId, sceneKey)})`
}
