import { type Child, useContext } from 'hono/jsx'
import { type BackLink, CameFrom, listOf } from './back-link.ts'
import { Icon } from './icon.tsx'

export type PageHeaderProps = {
  title: string
  lead?: Child
  actions?: Child
  badges?: Child
  /** Where the page belongs; a list is left for the one it was opened from, with its filters. */
  back?: BackLink
}

/** The one h1 of a page, with what the page is for and what can be done on it. */
export function PageHeader({ title, lead, actions, badges, back }: PageHeaderProps) {
  const cameFrom = useContext(CameFrom)
  const link = back && listOf(back.href) ? (cameFrom ?? back) : back
  return (
    <header class="page-header">
      {link ? (
        <a class="back-link" href={link.href}>
          <Icon name="previous" class="icon-small" />
          {link.label}
        </a>
      ) : null}
      <div class="page-header-row">
        <div class="page-header-text">
          <div class="page-title">
            <h1 tabindex={-1}>{title}</h1>
            {badges}
          </div>
          {lead ? <p class="lead">{lead}</p> : null}
        </div>
        {actions ? <div class="cluster">{actions}</div> : null}
      </div>
    </header>
  )
}
