import { SECTIONS } from '../components/sections.ts'
import type { SceneNames } from '../mockups/scene-label.ts'
import { PROBLEM_TABS, problemsUrl } from '../problems/problems-url.ts'
import { pageWords, searchWords as words } from './words.ts'

const MAX_PAGES = 6

export type FoundPage = { href: string; label: string }

const ALSO: Readonly<Record<string, string>> = pageWords.also

/** Every page by its name in the navigation; of a section of several, the section's too. */
const PAGES: readonly (FoundPage & { also: string })[] = [
  ...SECTIONS.flatMap(({ href, label, pages }) =>
    (pages ?? [{ href, label }]).map((page) => ({ ...page, section: label })),
  ).map(({ section, ...page }) => ({ ...page, also: `${section} ${ALSO[page.href] ?? ''}` })),
  ...PROBLEM_TABS.map(({ name, label }) => ({ href: problemsUrl(name), label, also: 'problems' })),
  { href: '/assets?upload=1', label: pageWords.upload, also: 'add new files' },
  { href: '/products/new', label: pageWords.createProduct, also: 'add new' },
  { href: '/mockups/stale', label: pageWords.outdated, also: 'stale changed' },
  { href: '/scenes/import', label: pageWords.importTemplates, also: 'add new scenes rooms' },
]

/** The pages whose name or other words contain a text, named ones first; then rooms' mockups. */
export function findPages(text: string, names: SceneNames): FoundPage[] {
  const sought = text.toLowerCase()
  const contains = (words: string) => words.toLowerCase().includes(sought)
  const named = PAGES.filter(({ label }) => contains(label))
  const meant = PAGES.filter((page) => !named.includes(page) && contains(page.also))
  const rooms = [...names]
    .filter(([, name]) => contains(name))
    .map(([key, name]) => ({
      href: `/mockups?scene=${encodeURIComponent(key)}`,
      label: words.mockupsIn(name),
    }))
  return [...named, ...rooms, ...meant]
    .slice(0, MAX_PAGES)
    .map(({ href, label }) => ({ href, label }))
}
