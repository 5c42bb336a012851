import { PAGE_NAMES } from '../../paging.ts'
import { Icon } from './icon.tsx'
import { formatPageRange } from './page-range.ts'
import { PRELOAD } from './preload.ts'
import { listWords as words } from './words.ts'

export type PagerProps = {
  rows: readonly unknown[]
  total: number
  total_at_least?: true
  limit: number
  /** How many rows are before these, as far as the links that led here know. */
  offset: number
  next_cursor?: string
  previous_cursor?: string
  /** The page's own path. */
  path: string
  /** The filters now in force: they stay in the links. */
  query?: Record<string, string | number | null | undefined>
}

/** "21–40 of 100" with links to the pages before and after; nothing for a single page. */
export function Pager(props: PagerProps) {
  const { rows, limit, offset, next_cursor, previous_cursor, path, query = {} } = props
  if (!next_cursor && !previous_cursor) return null
  const next = { cursor: next_cursor, offset: offset + rows.length }
  const isStart = offset <= limit
  const previous = isStart ? {} : { before: previous_cursor, offset: offset - limit }
  return (
    <nav class="pager" aria-label={words.pages} {...PRELOAD}>
      <PageLink
        label={words.previous}
        icon="previous"
        href={previous_cursor ? pageHref(path, query, previous) : null}
      />
      <span class="figures">{formatPageRange({ ...props, shown: rows.length })}</span>
      <PageLink
        label={words.next}
        icon="next"
        href={next_cursor ? pageHref(path, query, next) : null}
      />
    </nav>
  )
}

function PageLink({
  label,
  icon,
  href,
}: {
  label: string
  icon: 'previous' | 'next'
  href: string | null
}) {
  const content = (
    <>
      {icon === 'previous' ? <Icon name={icon} class="icon-small" /> : null}
      <span class="button-label">{label}</span>
      {icon === 'next' ? <Icon name={icon} class="icon-small" /> : null}
    </>
  )
  return href === null ? (
    <span class="button button-secondary button-small" aria-disabled="true">
      {content}
    </span>
  ) : (
    <a
      class="button button-secondary button-small"
      href={href}
      rel={icon === 'next' ? 'next' : 'prev'}
    >
      {content}
    </a>
  )
}

/** The filters with another part of the list. */
function pageHref(
  path: string,
  query: NonNullable<PagerProps['query']>,
  position: Partial<Record<(typeof PAGE_NAMES)[number], string | number>>,
) {
  const parameters = new URLSearchParams()
  const rest = Object.entries(query).filter(([name]) => !PAGE_NAMES.some((each) => each === name))
  for (const [name, value] of [...rest, ...Object.entries(position)]) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}
