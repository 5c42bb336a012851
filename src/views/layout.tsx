import type { Child } from 'hono/jsx'
import { AccountButton, AccountMenu } from './components/account-menu.tsx'
import { ActionForm } from './components/action-form.tsx'
import { type BackLink, CameFrom } from './components/back-link.ts'
import { Brand } from './components/brand.tsx'
import { Button } from './components/button.tsx'
import { Document } from './components/document.tsx'
import { KeyboardHelp } from './components/keyboard-help.tsx'
import { Navigation, type NavigationProps } from './components/navigation.tsx'
import { Notice } from './components/notice.tsx'
import { SearchBox, SearchLink } from './components/search-box.tsx'
import { SectionTabs } from './components/section-tabs.tsx'
import { SECTIONS } from './components/sections.ts'
import { ShortcutsOff } from './components/shortcut.ts'
import type { Shortcuts } from './components/shortcut-switch.tsx'
import { TimeZone } from './components/time-zone.ts'
import { type ToastProps, Toasts } from './components/toast.tsx'
import type { Tone } from './components/tone.ts'
import { layoutWords, navigationWords, noticeWords } from './components/words.ts'
import { formatCounted } from './format-number.ts'

export type PageNotice = {
  tone: Tone
  title?: string
  text: string
  /** Where to look further, and what the link to it says. */
  href?: string
  action?: string
  /** A notice that is stored: dismissing it is remembered. */
  id?: string
}

export type LayoutProps = {
  title: string
  /** null shows the page without navigation. */
  user: NavigationProps['user'] | null
  /** The path of the page: `/products/0192…`. */
  current: string
  /** Where there is no script, the page is asked for again after so many seconds. */
  refreshSeconds?: number
  /** How something ended, or why it was refused: it moves nothing on the page. */
  toasts?: readonly ToastProps[]
  /** What is read while the page is made: how much waits for the user, and what holds meanwhile. */
  around?: Promise<{
    counts: NavigationProps['counts']
    notices: readonly PageNotice[]
    /** What times are shown in, by its IANA name. */
    timeZone: string
  }>
  /** The list that the page was opened from, if it was opened from one. */
  cameFrom?: BackLink
  /** Whether single keys do something for this person. */
  shortcuts?: Shortcuts
  /** It has pictures to judge: the help says by which keys. */
  judging?: boolean
  children?: Child
}

/** What a route hands every page: who looks at it, and what is around its content. */
export type PageFrame = Pick<LayoutProps, 'user' | 'toasts' | 'around' | 'cameFrom' | 'shortcuts'>

/** Every page of a signed-in user: navigation, notices, content. */
export async function Layout(props: LayoutProps) {
  const { title, user, current, around, toasts = [], shortcuts } = props
  const known = await around
  return (
    <Document
      title={titleOf(title, current, known?.counts)}
      frame={user ? 'app' : 'plain'}
      refreshSeconds={props.refreshSeconds}
      shortcutsOff={shortcuts?.isOff}
    >
      <header class="top-bar">
        {user ? (
          <Button type="button" variant="quiet" icon="menu" popovertarget="navigation">
            {navigationWords.menu}
          </Button>
        ) : null}
        <Brand />
        {user ? (
          <div class="top-bar-end">
            <SearchLink short />
            <AccountButton user={user} short />
          </div>
        ) : null}
      </header>
      {user ? <Navigation user={user} current={current} counts={known?.counts} /> : null}
      {user ? <AccountMenu user={user} /> : null}
      <main class="main" id="main" tabindex={-1}>
        <Toasts toasts={toasts} />
        <div class="page">
          {user ? <SectionTabs current={current} /> : null}
          <div class="notices" id="notices">
            {(known?.notices ?? []).map((notice) => (
              <PageNoticeBox {...notice} />
            ))}
          </div>
          <TimeZone.Provider value={known?.timeZone ?? 'UTC'}>
            <CameFrom.Provider value={props.cameFrom}>
              <ShortcutsOff.Provider value={shortcuts?.isOff ?? false}>
                {props.children}
              </ShortcutsOff.Provider>
            </CameFrom.Provider>
          </TimeZone.Provider>
        </div>
      </main>
      <div class="unreachable" id="unreachable" hidden>
        <Notice tone="amber" title={layoutWords.unreachableTitle}>
          <p>{layoutWords.unreachable}</p>
        </Notice>
      </div>
      {user ? <SearchBox /> : null}
      <KeyboardHelp judging={props.judging} shortcuts={user ? shortcuts : undefined} />
    </Document>
  )
}

/** "(15) Review" where something waits on that page for the user; Home has all of it. */
function titleOf(title: string, current: string, counts: NavigationProps['counts'] = {}): string {
  const { waiting } = SECTIONS.find(({ href }) => href === current) ?? {}
  const { approvals = 0, problems = 0 } = counts
  const count = current === '/' ? approvals + problems : waiting ? (counts[waiting] ?? 0) : 0
  return count > 0 ? `(${formatCounted(count)}) ${title}` : title
}

export type SignInLayoutProps = { title: string; lead?: Child; footer?: Child; children?: Child }

/** A quiet page with one card: sign in, sign up. */
export function SignInLayout({ title, lead, footer, children }: SignInLayoutProps) {
  return (
    <Document title={title} frame="sign-in">
      <main class="sign-in-main" id="main" tabindex={-1}>
        <Brand />
        <div class="sign-in-card">
          <h1 tabindex={-1}>{title}</h1>
          {lead ? <p class="lead">{lead}</p> : null}
          {children}
        </div>
        {footer ? <div class="sign-in-footer">{footer}</div> : null}
      </main>
    </Document>
  )
}

function PageNoticeBox({ tone, title, text, href, action, id }: PageNotice) {
  const dismiss = id ? (
    <ActionForm
      action={`/notices/${id}/dismiss`}
      variant="quiet"
      size="small"
      about={title ?? text}
    >
      {noticeWords.dismiss}
    </ActionForm>
  ) : null
  return (
    <Notice tone={tone} title={title} action={dismiss}>
      <p>
        {text} {href ? <a href={href}>{action ?? noticeWords.view}</a> : null}
      </p>
    </Notice>
  )
}
