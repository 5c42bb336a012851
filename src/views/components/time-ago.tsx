import { exactTime, formatDate, relativeTime } from './format-time.ts'
import { useTimeZone } from './time-zone.ts'

export type TimeAgoProps = {
  /** ISO 8601 or milliseconds. */
  at: string | number
  /** Milliseconds, from the request's clock. */
  now: number
}

/** "3 minutes ago", with the exact time in the user's time zone on hover. */
export function TimeAgo({ at, now }: TimeAgoProps) {
  const zone = useTimeZone()
  const moment = new Date(at)
  return (
    <time datetime={moment.toISOString()} title={exactTime(moment.getTime(), zone)}>
      {relativeTime(moment.getTime(), now, zone)}
    </time>
  )
}

/** "20 Nov 2026" */
export function DateText({ at }: { at: string | number }) {
  const zone = useTimeZone()
  const moment = new Date(at)
  return (
    <time datetime={moment.toISOString()} title={exactTime(moment.getTime(), zone)}>
      {formatDate(moment.getTime(), zone)}
    </time>
  )
}
