import type { Child } from 'hono/jsx'
import { ButtonLink } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'
import { listWords as words } from './words.ts'

export type EmptyStateProps = { title: string; children?: Child; action?: Child; icon?: IconName }

/** Nothing here yet: why, and the one thing to do about it. */
export function EmptyState({ title, children, action, icon = 'picture' }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {children ? <p class="muted">{children}</p> : null}
      {action}
    </div>
  )
}

/** There are rows, but none for these filters. */
export function NothingMatches({
  clearHref,
  noun = 'results',
}: {
  clearHref: string
  noun?: string
}) {
  return (
    <EmptyState
      icon="search"
      title={words.nothing}
      action={<ButtonLink href={clearHref}>{words.clear}</ButtonLink>}
    >
      {words.nothingText(noun)}
    </EmptyState>
  )
}
