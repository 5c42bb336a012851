import type { ActivityRow } from '../../db/schema/desk.ts'
import type { MockupUses } from '../../domain/mockups/find-uses.ts'
import type { MockupView } from '../../domain/mockups/mockup-view.ts'
import { activityReason, describeActivity } from '../activity/describe-activity.ts'
import { actorOf } from '../activity/subject-history.tsx'
import { Card } from '../components/card.tsx'
import { Timeline, type TimelineItem } from '../components/timeline.tsx'
import { mockupWords } from './words.ts'

const words = mockupWords.history

type Props = {
  view: MockupView
  uses: MockupUses
  rows: readonly ActivityRow[]
  userId: string | null
  now: number
}

/** What happened to a mockup and with it, newest first. */
export function MockupHistory({ view, uses, rows, userId, now }: Props) {
  const items = [
    ...rows.filter(isFirstOf).map((row) => toItem(row, { view, uses, userId })),
    ...uses.products.map(
      ({ id, title, since }): TimelineItem => ({
        at: since,
        title: (
          <>
            {words.used} <a href={`/products/${id}`}>{title}</a>
          </>
        ),
        tone: 'teal',
      }),
    ),
  ]
  if (items.length === 0) return null
  const newestFirst = items.toSorted((one, other) => timeOf(other) - timeOf(one))
  return (
    <Card title={words.title}>
      <Timeline now={now} items={newestFirst} />
    </Card>
  )
}

/** One press that decided about several mockups of the picture is told once. */
function isFirstOf(row: ActivityRow, index: number, rows: readonly ActivityRow[]): boolean {
  const isSame = (other: ActivityRow) =>
    other.action_type === row.action_type && other.created_at === row.created_at
  return row.reference_table !== 'mockups' || rows.findIndex(isSame) === index
}

function toItem(row: ActivityRow, { view, uses, userId }: Omit<Props, 'rows' | 'now'>) {
  const { did, tone } = describeActivity(row.action_type, row.details)
  return {
    at: row.created_at,
    title: row.reference_table === 'mockup_runs' ? requestOf(row, view, uses) : did,
    detail: activityReason(row.action_type, row.details),
    actor: actorOf(row, userId),
    tone,
  } satisfies TimelineItem
}

/** Who asked for this mockup, or for a newer one of its pair. */
function requestOf({ reference_id: run }: ActivityRow, { mockup }: MockupView, uses: MockupUses) {
  if (run === mockup.run_id) return <a href={`/runs/${run}`}>{words.requested}</a>
  const newer = uses.versions.find((version) => version.run_id === run)
  return <a href={newer ? `/mockups/${newer.id}` : `/runs/${run}`}>{words.again}</a>
}

function timeOf({ at }: TimelineItem): number {
  return typeof at === 'number' ? at : Date.parse(at)
}
