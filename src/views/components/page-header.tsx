import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type PageHeaderProps = {
  title: string
  lead?: Child
  actions?: Child
  badges?: Child
  back?: { href: string; label: string }
}

/** The one h1 of a page, with what the page is for and what can be done on it. */
export function PageHeader({ title, lead, actions, badges, back }: PageHeaderProps) {
  return (
    <header class="page-header">
      {back ? (
        <a class="back-link" href={back.href}>
          <Icon name="previous" class="icon-small" />
          {back.label}
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
