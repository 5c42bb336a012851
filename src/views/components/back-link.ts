import { createContext } from 'hono/jsx'
import { SECTIONS } from './sections.ts'
import { navigationWords as words } from './words.ts'

export type BackLink = { href: string; label: string }

const LISTS: readonly BackLink[] = [
  ...SECTIONS.flatMap(({ href, label, pages }) => pages ?? [{ href, label }]),
  { href: '/search', label: words.search },
]

/** A list of the hub by the path of its URL, which keeps its filters; undefined for other pages. */
export function listOf(url: string): BackLink | undefined {
  const [path] = url.split('?')
  const list = LISTS.find(({ href }) => href === path)
  return list ? { href: url, label: list.label } : undefined
}

/** The list that the page was opened from, for its link back. */
export const CameFrom = createContext<BackLink | undefined>(undefined)
