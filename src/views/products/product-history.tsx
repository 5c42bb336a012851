import type { ActivityRow } from '../../db/schema/desk.ts'
import { activityReason, activityWords } from '../activity/activity-words.ts'
import { Card } from '../components/card.tsx'
import { Timeline } from '../components/timeline.tsx'

export type ProductHistoryProps = {
  rows: readonly ActivityRow[]
  userId: string | null
  now: number
}

/** What happened to a product, newest first. */
export function ProductHistory({ rows, userId, now }: ProductHistoryProps) {
  if (rows.length === 0) return null
  return (
    <Card title="History">
      <Timeline
        now={now}
        items={rows.map((row) => {
          const { did, tone } = activityWords(row.action_type, row.details)
          return {
            at: row.created_at,
            title: did,
            detail: activityReason(row.details),
            actor: actorOf(row, userId),
            tone,
          }
        })}
      />
    </Card>
  )
}

function actorOf({ actor_type, actor_id, actor_name }: ActivityRow, userId: string | null): string {
  if (actor_type === 'system') return `The hub: ${actor_name}`
  if (actor_type === 'api_key') return `API key “${actor_name}”`
  return actor_id === userId ? 'You' : actor_name
}
