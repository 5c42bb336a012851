import { ButtonLink } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { staleWords } from './stale-words.ts'

export type StaleNoticeProps = { count: number; most: number }

/** Leads to rendering anew what has changed; nothing without any. */
export function StaleNotice({ count, most }: StaleNoticeProps) {
  if (count === 0) return null
  return (
    <Notice
      tone="amber"
      title={staleWords(count, most)}
      action={
        <ButtonLink href="/mockups/stale" size="small" icon="retry">
          Render them anew
        </ButtonLink>
      }
    >
      <p>
        Their artwork or room has changed since. The pictures stay as they are until you decide.
      </p>
    </Notice>
  )
}
