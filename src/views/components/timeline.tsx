import type { Child } from 'hono/jsx'
import { TimeAgo } from './time-ago.tsx'
import type { Tone } from './tone.ts'

export type TimelineItem = {
  at: string | number
  title: Child
  detail?: Child
  /** "You", "API key Import", "System: nightly sweep" */
  actor?: string
  tone?: Tone
}

/** What happened, newest first. */
export function Timeline({ items, now }: { items: readonly TimelineItem[]; now: number }) {
  return (
    <ol class="timeline">
      {items.map(({ at, title, detail, actor, tone = 'neutral' }) => (
        <li class={`timeline-item timeline-${tone}`}>
          <p>{title}</p>
          {detail ? <div class="timeline-detail">{detail}</div> : null}
          <p class="muted small">
            {actor ? `${actor} · ` : null}
            <TimeAgo at={at} now={now} />
          </p>
        </li>
      ))}
    </ol>
  )
}
