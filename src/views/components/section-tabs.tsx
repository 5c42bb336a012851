import { currentLink, PRELOAD } from './preload.ts'
import { sectionOf } from './sections.ts'
import { navigationWords as words } from './words.ts'

/** The pages of a section, on each of them; what is below one of them leads back to it instead. */
export function SectionTabs({ current }: { current: string }) {
  const section = sectionOf(current)
  const pages = section?.pages ?? []
  if (!section || !pages.some(({ href }) => href === current)) return null
  return (
    <nav class="section-tabs" aria-label={words.pagesOf(section.label)} {...PRELOAD}>
      <ul>
        {pages.map(({ href, label }) => (
          <li>
            <a href={href} {...currentLink(href === current ? 'page' : undefined)}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
