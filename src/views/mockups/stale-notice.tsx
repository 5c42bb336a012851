import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { formatNumber } from '../format-number.ts'

export type StaleNoticeProps = { count: number; most: number }

/** Leads to rendering stale mockups again; nothing where there are none. */
export function StaleNotice({ count, most }: StaleNoticeProps) {
  if (count === 0) return null
  return (
    <Notice
      tone="amber"
      title={titleOf(count, most)}
      action={
        <ButtonLink href="/mockups/stale" size="small" icon="retry">
          Render them again
        </ButtonLink>
      }
    >
      <p>
        Their artwork or room has changed since. The pictures stay as they are until you decide.
      </p>
    </Notice>
  )
}

/** "12 mockups are stale"; `count` is one more than `most` where there are more than that. */
function titleOf(count: number, most: number): string {
  if (count === 1) return '1 mockup is stale'
  return count > most
    ? `More than ${formatNumber(most)} mockups are stale`
    : `${formatNumber(count)} mockups are stale`
}
