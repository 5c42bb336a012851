import { dayOf, formatDay } from '../components/format-time.ts'
import { Section } from '../components/section.tsx'
import { shortened } from '../components/shortened.ts'
import { useTimeZone } from '../components/time-zone.ts'
import { Timeline } from '../components/timeline.tsx'
import { activityReason, describeActivity } from './describe-activity.ts'
import { referencePath } from './reference-path.ts'
import { activityWords as words } from './words.ts'

export type ShownActivity = {
  id: string
  action_type: string
  details: Record<string, unknown>
  reference_id: string | null
  reference_table: string | null
  actor_type: 'user' | 'api_key' | 'system'
  actor_id: string | null
  actor_name: string
  created_at: string
  /** What it is about, where that still exists. */
  subject: string | null
  /** Whether the reader did it. */
  mine: boolean
}

const JOBS: Readonly<Record<string, string>> = words.jobs
const DAY_MS = 86_400_000
const MAX_SUBJECT_CHARACTERS = 80

export function ActivityDay({
  day,
  rows,
  now,
}: {
  day: string
  rows: readonly ShownActivity[]
  now: number
}) {
  return (
    <Section id={`day-${day}`} title={titleOf(day, dayOf(now, useTimeZone()))}>
      <Timeline
        now={now}
        items={rows.map((row) => ({
          at: row.created_at,
          title: <Sentence row={row} />,
          detail: activityReason(row.action_type, row.details),
          actor: actorOf(row),
          tone: describeActivity(row.action_type, row.details).tone,
        }))}
      />
    </Section>
  )
}

function Sentence({ row }: { row: ShownActivity }) {
  const { did, to } = describeActivity(row.action_type, row.details)
  const path = referencePath(row.reference_table, row.reference_id)
  const subject = row.subject ? shortened(row.subject, MAX_SUBJECT_CHARACTERS) : undefined
  const text = to ? `${did} ${to}` : did
  if (path && subject) {
    return (
      <>
        {text}: <a href={path}>{subject}</a>
      </>
    )
  }
  return path && !needsSubject(row) ? <a href={path}>{text}</a> : text
}

// A link to what was deleted since would lead nowhere.
function needsSubject({ reference_table }: ShownActivity): boolean {
  return ['products', 'mockups', 'assets', 'quotes'].includes(reference_table ?? '')
}

function actorOf({ actor_type, actor_name, mine }: ShownActivity): string {
  if (actor_type === 'system') return words.automatic(JOBS[actor_name] ?? actor_name)
  if (actor_type === 'api_key') return words.key(actor_name)
  return mine ? words.you : actor_name
}

function titleOf(day: string, today: string): string {
  const at = Date.parse(day)
  if (day === today) return words.today
  return at === Date.parse(today) - DAY_MS ? words.yesterday : formatDay(at, 'UTC')
}
