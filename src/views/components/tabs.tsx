import { currentLink, PRELOAD } from './preload.ts'

export type Tab = { href: string; label: string; count?: number | string; current?: boolean }

/** Views of one list, as links. */
export function Tabs({ items, label }: { items: readonly Tab[]; label: string }) {
  return (
    <nav class="tabs" aria-label={label} {...PRELOAD}>
      <ul>
        {items.map(({ href, label, count, current }) => (
          <li>
            <a href={href} {...currentLink(current ? 'page' : undefined)}>
              {label}
              {count === undefined ? null : <span class="count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
