import type { IconName } from './icon.tsx'
import { navigationWords as words } from './words.ts'

type SectionPage = { href: string; label: string }

/** What waits for the user, by the section that has it. */
export type Waiting = { approvals: number; problems: number }

export type Section = SectionPage & {
  icon: IconName
  waiting?: keyof Waiting
  /** Apart from the others, at the end of the list. */
  last?: boolean
  /** Its pages, as tabs; none where it is one page. */
  pages?: readonly SectionPage[]
}

/** The navigation: eight sections, some of several pages. */
export const SECTIONS: readonly Section[] = [
  { href: '/', label: words.home, icon: 'home' },
  {
    href: '/assets',
    label: words.artwork,
    icon: 'asset',
    pages: [
      { href: '/assets', label: words.artworks },
      { href: '/quotes', label: words.quotes },
    ],
  },
  { href: '/generate', label: words.generate, icon: 'spark' },
  { href: '/approvals', label: words.review, icon: 'approval', waiting: 'approvals' },
  {
    href: '/mockups',
    label: words.mockups,
    icon: 'picture',
    pages: [
      { href: '/mockups', label: words.gallery },
      { href: '/runs', label: words.runs },
      { href: '/mockups/deleted', label: words.deleted },
    ],
  },
  {
    href: '/products',
    label: words.products,
    icon: 'product',
    pages: [
      { href: '/products', label: words.products },
      { href: '/recipes', label: words.recipes },
      { href: '/jobs', label: words.jobs },
      { href: '/pricing', label: words.pricing },
      { href: '/digital-files', label: words.digitalFiles },
    ],
  },
  { href: '/problems', label: words.problems, icon: 'warning', waiting: 'problems', last: true },
  {
    href: '/settings',
    label: words.settings,
    icon: 'settings',
    last: true,
    pages: [
      { href: '/settings', label: words.general },
      { href: '/account', label: words.account },
      { href: '/scenes', label: words.scenes },
      { href: '/kits', label: words.kits },
      { href: '/collections', label: words.collections },
      { href: '/credits', label: words.credits },
      { href: '/integrations', label: words.connections },
      { href: '/keys', label: words.keys },
      { href: '/activity', label: words.activity },
    ],
  },
]

/** The section that a page is in, if it is in one. */
export function sectionOf(current: string): Section | undefined {
  return SECTIONS.find(({ href, pages = [] }) =>
    [href, ...pages.map((page) => page.href)].some((path) => isWithin(current, path)),
  )
}

/** Whether a page is this one or below it. */
function isWithin(current: string, path: string): boolean {
  return current === path || (path !== '/' && current.startsWith(`${path}/`))
}
