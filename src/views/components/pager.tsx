import { Icon } from './icon.tsx'
import { formatPageRange, pageRange } from './page-range.ts'

export type PagerProps = {
  total: number
  limit: number
  offset: number
  /** The page's own path. */
  path: string
  /** The filters now in force: they stay in the links. */
  query?: Record<string, string | number | null | undefined>
}

/** "21–40 of 100" with links to the pages before and after; nothing for a single page. */
export function Pager({ total, limit, offset, path, query = {} }: PagerProps) {
  const range = pageRange({ total, limit, offset })
  if (range.previous === null && range.next === null) return null
  return (
    <nav class="pager" aria-label="Pages">
      <PageLink label="Previous" icon="previous" href={pageHref(path, query, range.previous)} />
      <span class="figures">{formatPageRange(range)}</span>
      <PageLink label="Next" icon="next" href={pageHref(path, query, range.next)} />
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

function pageHref(path: string, query: NonNullable<PagerProps['query']>, offset: number | null) {
  if (offset === null) return null
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value))
  }
  parameters.delete('offset')
  if (offset > 0) parameters.set('offset', String(offset))
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}
