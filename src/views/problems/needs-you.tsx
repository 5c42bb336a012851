import type { Page } from '../../paging.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pager } from '../components/pager.tsx'
import { noticeWords } from '../components/words.ts'
import type { SceneNames } from '../mockups/scene-label.ts'
import { RetriesTable, type ShownRetry } from '../retries/retries-table.tsx'
import { problemsUrl } from './problems-url.ts'
import { problemsWords as words } from './words.ts'

/** Retries of one kind, a page of them. */
export type RetryPage = Omit<Page<unknown>, 'rows'> & { rows: readonly ShownRetry[] }

export type NeedsYouProps = {
  connections: readonly { provider: 'dynamic_mockups' | 'shopify'; error: string | null }[]
  suspects: number
  /** Failed publishes that no retry has. */
  unattended: number
  /** How much is retried by itself. */
  retrying: number
  page: RetryPage
  names: SceneNames
  now: number
}

/** What only a person can settle, each with where it is settled. */
export function NeedsYou(props: NeedsYouProps) {
  const { page, names, now } = props
  const toFix = listToFix(props)
  if (toFix.length === 0 && page.rows.length === 0) return <Nothing retrying={props.retrying} />
  return (
    <>
      {toFix.length > 0 ? (
        <Card title={words.toFix} flush>
          <ul class="to-fix">
            {toFix.map((one) => (
              <ToFix {...one} />
            ))}
          </ul>
        </Card>
      ) : null}
      {page.rows.length > 0 ? (
        <Card title={words.failedForGood} lead={words.failedForGoodLead} flush>
          <RetriesTable rows={page.rows} names={names} tab="needs_you" now={now} />
        </Card>
      ) : null}
      <Pager {...page} path="/problems" query={{ tab: 'needs_you' }} />
    </>
  )
}

type ToFixProps = { title: string; text: string; href: string; action: string }

function listToFix({ connections, suspects, unattended }: NeedsYouProps): ToFixProps[] {
  const toFix: ToFixProps[] = connections.map(({ provider, error }) => ({
    title: noticeWords.refused[provider],
    text: error ?? noticeWords.refusedWithoutReason,
    href: '/integrations',
    action: noticeWords.fixConnection[provider],
  }))
  if (suspects > 0) {
    toFix.push({
      title: noticeWords.suspectsTitle(suspects),
      text: noticeWords.suspects,
      href: problemsUrl('suspects'),
      action: noticeWords.decide,
    })
  }
  if (unattended > 0) {
    toFix.push({
      title: words.unattendedTitle(unattended),
      text: words.unattendedText,
      href: problemsUrl('publishing'),
      action: words.seePublishes,
    })
  }
  return toFix
}

function ToFix({ title, text, href, action }: ToFixProps) {
  return (
    <li>
      <div>
        <p class="to-fix-title">{title}</p>
        <p class="muted">{text}</p>
      </div>
      <ButtonLink href={href} about={title}>
        {action}
      </ButtonLink>
    </li>
  )
}

function Nothing({ retrying }: { retrying: number }) {
  return (
    <EmptyState
      title={words.nothingNeedsYou}
      icon="approval"
      action={
        retrying > 0 ? (
          <ButtonLink href={problemsUrl('waiting')}>{words.seeWaiting(retrying)}</ButtonLink>
        ) : null
      }
    >
      {words.nothingNeedsYouText}
    </EmptyState>
  )
}
