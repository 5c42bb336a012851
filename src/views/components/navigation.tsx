import { formatCounted } from '../format-number.ts'
import { AccountButton, type AccountUser } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { classNames } from './class-names.ts'
import { elementId } from './field-id.ts'
import { Icon } from './icon.tsx'
import { currentLink, PRELOAD } from './preload.ts'
import { SearchLink } from './search-box.tsx'
import { SECTIONS, type Section, sectionOf, type Waiting } from './sections.ts'
import { VisuallyHidden } from './visually-hidden.tsx'
import { navigationWords as words } from './words.ts'

export type NavigationProps = {
  current: string
  user: AccountUser
  counts?: Partial<Waiting>
}

/** The sidebar; on a narrow screen the same list opens as a popover from the top bar. */
export function Navigation({ current, user, counts = {} }: NavigationProps) {
  const here = sectionOf(current)
  return (
    <nav class="navigation" id="navigation" popover="auto" aria-label={words.main} {...PRELOAD}>
      <div class="navigation-brand">
        <Brand />
      </div>
      <SearchLink />
      <ul class="navigation-list">
        {SECTIONS.map((section, index) => (
          <li class={classNames(section.last && !SECTIONS[index - 1]?.last && 'navigation-apart')}>
            <a href={section.href} {...currentLink(currentState(section, here, current))}>
              <Icon name={section.icon} />
              <span>{section.label}</span>
              <WaitingCount of={section.waiting} counts={counts} />
            </a>
          </li>
        ))}
      </ul>
      <div class="navigation-account">
        <AccountButton user={user} />
      </div>
    </nav>
  )
}

type WaitingCountProps = { of: keyof Waiting | undefined; counts: Partial<Waiting> }

function WaitingCount({ of, counts }: WaitingCountProps) {
  if (!of) return null
  const count = counts[of] ?? 0
  return (
    <span class="count" id={elementId('count', of)} hidden={count === 0}>
      {formatCounted(count)}
      <VisuallyHidden> {words.waiting[of]}</VisuallyHidden>
    </span>
  )
}

/** The page itself, or the section that the page belongs to. */
function currentState(
  section: Section,
  here: Section | undefined,
  current: string,
): 'page' | 'true' | undefined {
  if (section.href === current) return 'page'
  return section === here ? 'true' : undefined
}
