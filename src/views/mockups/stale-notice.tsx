import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { outdatedWords as words } from './words.ts'

/** `count` is one more than `most` where there are more than that. */
export type StaleNoticeProps = { count: number; most: number }

/** Leads to rendering stale mockups again; nothing where there are none. */
export function StaleNotice({ count, most }: StaleNoticeProps) {
  if (count === 0) return null
  return (
    <Notice
      tone="amber"
      title={words.notice(count, most)}
      action={
        <ButtonLink href="/mockups/stale" size="small" icon="retry">
          {words.noticeAction}
        </ButtonLink>
      }
    >
      <p>{words.noticeBody}</p>
    </Notice>
  )
}
