import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { keyboardWords, navigationWords as words } from './words.ts'

const MENU = 'account-menu'

export type AccountUser = { name: string; email: string; userId?: string }

/** Opens the account menu; in the top bar of a narrow screen without the name. */
export function AccountButton({ user, short }: { user: AccountUser; short?: boolean }) {
  return (
    <button
      type="button"
      class="account-button"
      popovertarget={MENU}
      aria-label={words.accountOf(user.name)}
    >
      <span class="account-mark" aria-hidden="true">
        {initials(user.name)}
      </span>
      {short ? null : <span class="account-name">{user.name}</span>}
    </button>
  )
}

/** Who is signed in, the account's page, signing out. A popover, so that it needs no script. */
export function AccountMenu({ user }: { user: AccountUser }) {
  return (
    <div class="account-menu" id={MENU} popover="auto" data-account={user.userId}>
      <p class="account-menu-name">{user.name}</p>
      <p class="account-menu-email">{user.email}</p>
      <a class="account-menu-link" href="/account">
        <Icon name="settings" />
        {words.account}
      </a>
      <a class="account-menu-link" href="/account#shortcuts">
        <Icon name="key" />
        {keyboardWords.title}
      </a>
      <form method="post" action="/sign-out" hx-boost="false">
        <Button variant="quiet" icon="sign-out">
          {words.signOut}
        </Button>
      </form>
    </div>
  )
}

/** At most two letters: "Ada Lovelace" is "AL". */
function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]]
  return ends.map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '').join('')
}
