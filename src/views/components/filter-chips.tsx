import { Icon } from './icon.tsx'
import { listWords as words } from './words.ts'

export type FilterChipsProps = {
  /** Each with where the list is without it; those without a label are not set. */
  chips: readonly { label: string | false | undefined; href: string }[]
}

/** What a list is filtered by, each with a way out. */
export function FilterChips({ chips }: FilterChipsProps) {
  const shown = chips.flatMap(({ label, href }) => (label ? [{ label, href }] : []))
  if (shown.length === 0) return null
  return (
    <p class="cluster">
      {shown.map(({ label, href }) => (
        <a
          class="button button-secondary button-small"
          href={href}
          aria-label={words.removeFilter(label)}
        >
          <span class="button-label">{label}</span>
          <Icon name="close" class="icon-small" />
        </a>
      ))}
    </p>
  )
}
