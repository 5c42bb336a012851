import { exactTime, formatDate, relativeTime } from './format-time.ts'

export type TimeAgoProps = {
  /** ISO 8601 or milliseconds. */
  at: string | number
  /** Milliseconds, from the request's clock. */
  now: number
}

/** "3 minutes ago", with the exact time on hover. */
export function TimeAgo({ at, now }: TimeAgoProps) {
  const moment = new Date(at)
  return (
    <time datetime={moment.toISOString()} title={exactTime(moment.getTime())}>
      {relativeTime(moment.getTime(), now)}
    </time>
  )
}

/** "20 Nov 2026" */
export function DateText({ at }: { at: string | number }) {
  const moment = new Date(at)
  return (
    <time datetime={moment.toISOString()} title={exactTime(moment.getTime())}>
      {formatDate(moment.getTime())}
    </time>
  )
}
