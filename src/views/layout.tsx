import type { Child } from 'hono/jsx'
import { AccountButton, AccountMenu } from './components/account-menu.tsx'
import { ActionForm } from './components/action-form.tsx'
import { Brand } from './components/brand.tsx'
import { Button } from './components/button.tsx'
import { Document } from './components/document.tsx'
import { KeyboardHelp } from './components/keyboard-help.tsx'
import { Navigation, type NavigationProps } from './components/navigation.tsx'
import { Notice } from './components/notice.tsx'
import { SectionTabs } from './components/section-tabs.tsx'
import { type ToastProps, Toasts } from './components/toast.tsx'
import type { Tone } from './components/tone.ts'
import { navigationWords } from './components/words.ts'

export type PageNotice = {
  tone: Tone
  title?: string
  text: string
  /** Where to look further. */
  href?: string
  /** A notice that is stored: dismissing it is remembered. */
  id?: string
}

export type LayoutProps = {
  title: string
  /** null shows the page without navigation. */
  user: NavigationProps['user'] | null
  /** The path of the page: `/products/0192…`. */
  current: string
  /** How something ended, or why it was refused: it moves nothing on the page. */
  toasts?: readonly ToastProps[]
  /** What is read while the page is made: how much waits for the user, and what holds meanwhile. */
  around?: Promise<{ counts: NavigationProps['counts']; notices: readonly PageNotice[] }>
  children?: Child
}

/** What a route hands every page: who looks at it, and what is around its content. */
export type PageFrame = Pick<LayoutProps, 'user' | 'toasts' | 'around'>

/** Every page of a signed-in user: navigation, notices, content. */
export async function Layout({ title, user, current, around, toasts = [], children }: LayoutProps) {
  const known = await around
  return (
    <Document title={title} frame={user ? 'app' : 'plain'}>
      <header class="top-bar">
        {user ? (
          <Button type="button" variant="quiet" icon="menu" popovertarget="navigation">
            {navigationWords.menu}
          </Button>
        ) : null}
        <Brand />
        {user ? <AccountButton user={user} short /> : null}
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
          {children}
        </div>
      </main>
      <div class="unreachable" id="unreachable" hidden>
        <Notice tone="amber" title="The hub did not answer">
          <p>The page still shows what was there before. Check the connection and try again.</p>
        </Notice>
      </div>
      <KeyboardHelp />
    </Document>
  )
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

function PageNoticeBox({ tone, title, text, href, id }: PageNotice) {
  const dismiss = id ? (
    <ActionForm action={`/notices/${id}/dismiss`} variant="quiet" size="small">
      Dismiss
    </ActionForm>
  ) : null
  return (
    <Notice tone={tone} title={title} action={dismiss} dismissible={!id}>
      <p>
        {text} {href ? <a href={href}>Have a look</a> : null}
      </p>
    </Notice>
  )
}
