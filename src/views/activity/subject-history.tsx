import type { ActivityRow } from '../../db/schema/desk.ts'
import { Card } from '../components/card.tsx'
import { Timeline } from '../components/timeline.tsx'
import { activityReason, describeActivity } from './describe-activity.ts'
import { activityWords as words } from './words.ts'

export type SubjectHistoryProps = {
  rows: readonly ActivityRow[]
  userId: string | null
  now: number
}

/** What happened to one mockup or product, newest first. */
export function SubjectHistory({ rows, userId, now }: SubjectHistoryProps) {
  if (rows.length === 0) return null
  return (
    <Card title={words.history}>
      <Timeline
        now={now}
        items={rows.map((row) => {
          const { did, tone } = describeActivity(row.action_type, row.details)
          return {
            at: row.created_at,
            title: did,
            detail: activityReason(row.action_type, row.details),
            actor: actorOf(row, userId),
            tone,
          }
        })}
      />
    </Card>
  )
}

/** Who did it, as the person who looks at it calls them. */
export function actorOf(
  { actor_type, actor_id, actor_name }: ActivityRow,
  userId: string | null,
): string {
  if (actor_type === 'system') return words.automatic(actor_name)
  if (actor_type === 'api_key') return words.key(actor_name)
  return actor_id === userId ? words.you : actor_name
}
