import { formatCounted } from '../format-number.ts'
import { Brand } from './brand.tsx'
import { Button } from './button.tsx'
import { elementId } from './field-id.ts'
import { Icon, type IconName } from './icon.tsx'
import { PRELOAD } from './preload.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

type Entry = { href: string; label: string; icon: IconName; count?: keyof typeof COUNT_WORDS }
type Group = { label: string | null; entries: readonly Entry[] }

const GROUPS: readonly Group[] = [
  { label: null, entries: [{ href: '/', label: 'Home', icon: 'home' }] },
  {
    label: 'Make',
    entries: [
      { href: '/assets', label: 'Assets', icon: 'asset' },
      { href: '/quotes', label: 'Quotes', icon: 'quote' },
      { href: '/collections', label: 'Collections', icon: 'collection' },
      { href: '/scenes', label: 'Scenes', icon: 'scene' },
      { href: '/kits', label: 'Kits', icon: 'kit' },
      { href: '/generate', label: 'Generate', icon: 'spark' },
      { href: '/runs', label: 'Runs', icon: 'run' },
    ],
  },
  {
    label: 'Review',
    entries: [
      { href: '/approvals', label: 'Approvals', icon: 'approval', count: 'approvals' },
      { href: '/mockups', label: 'Mockups', icon: 'picture' },
      { href: '/suspects', label: 'Suspect renders', icon: 'warning', count: 'suspects' },
    ],
  },
  {
    label: 'Sell',
    entries: [
      { href: '/products', label: 'Products', icon: 'product' },
      { href: '/pricing', label: 'Pricing', icon: 'price' },
    ],
  },
  {
    label: 'Account',
    entries: [
      { href: '/credits', label: 'Credits', icon: 'credit' },
      { href: '/retries', label: 'Retries', icon: 'retry', count: 'retries' },
      { href: '/activity', label: 'Activity', icon: 'activity' },
      { href: '/settings', label: 'Settings', icon: 'settings' },
      { href: '/integrations', label: 'Integrations', icon: 'integration' },
      { href: '/keys', label: 'API keys', icon: 'key' },
    ],
  },
]

const COUNT_WORDS = {
  approvals: 'to review',
  suspects: 'to decide',
  retries: 'to look at',
} as const

export type NavigationProps = {
  current: string
  user: { name: string; email: string }
  counts?: { approvals?: number; suspects?: number; retries?: number }
}

/** The sidebar; on a narrow screen the same list opens as a popover from the top bar. */
export function Navigation({ current, user, counts = {} }: NavigationProps) {
  return (
    <nav class="navigation" id="navigation" popover="auto" aria-label="Main" {...PRELOAD}>
      <div class="navigation-brand">
        <Brand />
      </div>
      <div class="navigation-groups">
        {GROUPS.map(({ label, entries }) => (
          <div class="navigation-group">
            {label ? <p class="navigation-label">{label}</p> : null}
            <ul>
              {entries.map((entry) => (
                <NavigationLink entry={entry} current={current} counts={counts} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div class="navigation-account">
        <p class="navigation-name">{user.name}</p>
        <p class="navigation-email">{user.email}</p>
        <form method="post" action="/sign-out" hx-boost="false">
          <Button variant="quiet" size="small" icon="sign-out">
            Sign out
          </Button>
        </form>
      </div>
    </nav>
  )
}

type NavigationLinkProps = { entry: Entry } & Required<Pick<NavigationProps, 'current' | 'counts'>>

function NavigationLink({ entry, current, counts }: NavigationLinkProps) {
  const { href, label, icon } = entry
  const count = entry.count ? (counts[entry.count] ?? 0) : 0
  return (
    <li>
      <a href={href} aria-current={currentState(href, current)}>
        <Icon name={icon} />
        <span>{label}</span>
        {entry.count ? (
          <span class="count" id={elementId('count', entry.count)} hidden={count === 0}>
            {formatCounted(count)}
            <VisuallyHidden> {COUNT_WORDS[entry.count]}</VisuallyHidden>
          </span>
        ) : null}
      </a>
    </li>
  )
}

/** The page itself, or the list that the page belongs to. */
function currentState(href: string, current: string): 'page' | 'true' | undefined {
  if (href === current) return 'page'
  return href !== '/' && current.startsWith(`${href}/`) ? 'true' : undefined
}
