import type { Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import { countNeedsYou, type LayoutData } from '../../domain/notices/read-layout-data.ts'
import { parseTimeZone } from '../../time-zones.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import { noticeWords as words } from '../../views/components/words.ts'
import type { PageFrame, PageNotice } from '../../views/layout.tsx'
import { problemsUrl } from '../../views/problems/problems-url.ts'
import type { HubEnv } from '../hub-env.ts'
import { cameFrom } from './came-from.ts'
import { cookieOptions, takeFlash } from './flash.ts'

/** Says `off` where the person has turned off the keys of single letters. */
export const SHORTCUTS_COOKIE = 'shortcuts'

/**
 * What every page shows around its content. `toasts` say why this request was refused; the flash
 * of the request before it is shown above them.
 */
export function pageFrame(c: HonoContext<HubEnv>, toasts: readonly ToastProps[] = []): PageFrame {
  const { actor } = c.var.ctx
  const done = takeFlash(c)
  return {
    user: actor.kind === 'user' ? actor : null,
    around: readAround(c),
    toasts: [...(done ? [done] : []), ...toasts],
    cameFrom: cameFrom(c),
    shortcuts: { isOff: areShortcutsOff(c), here: shownUrl(c) },
  }
}

function areShortcutsOff(c: HonoContext<HubEnv>): boolean {
  const { prefix } = cookieOptions(c)
  const value = prefix ? getCookie(c, SHORTCUTS_COOKIE, prefix) : getCookie(c, SHORTCUTS_COOKIE)
  return value === 'off'
}

/** The page that is shown; of one that answers a form, the start. */
function shownUrl(c: HonoContext<HubEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  return c.req.method === 'GET' ? `${pathname}${search}` : '/'
}

async function readAround(c: HonoContext<HubEnv>) {
  const layoutData = await c.var.layoutData()
  const tab = c.req.query('tab') ?? 'needs_you'
  const isListed = c.req.path === '/problems' && tab === 'needs_you'
  const known = isListed ? [] : listProblems(layoutData)
  const notices = [...known, ...listNotices(layoutData)].filter(
    ({ href }) => !isOnPage(c.req.path, href),
  )
  const counts = { approvals: layoutData.approvals, problems: countNeedsYou(layoutData) }
  const timeZone = layoutData.time_zone ?? browserTimeZone(c) ?? 'UTC'
  return { counts, notices, timeZone }
}

/** What a page shows itself is not said above it as well. */
function isOnPage(path: string, href: string | undefined): boolean {
  return path === '/' ? href === problemsUrl('suspects') : href?.split('?')[0] === path
}

/** The time zone of the browser, as app.js noted it: used until the user chooses one. */
export function browserTimeZone(c: HonoContext<HubEnv>): string | undefined {
  return parseTimeZone(getCookie(c, 'time_zone') ?? '')
}

/** What holds until it is over, most urgent first. */
function listProblems({ connections, held_up, parked, suspects }: LayoutData): PageNotice[] {
  const shown: PageNotice[] = connections.map(({ provider, error }) => ({
    tone: 'amber',
    title: words.refused[provider],
    text: refusalText(provider === 'shopify' ? parked : 0, error),
    href: '/integrations',
    action: words.fixConnection[provider],
  }))
  if (parked > 0 && !connections.some(({ provider }) => provider === 'shopify')) {
    shown.push({
      tone: 'amber',
      title: words.parkedTitle(parked),
      text: words.parked,
      href: '/integrations',
      action: words.fixConnection.shopify,
    })
  }
  if (held_up > 0) {
    shown.push({
      tone: 'amber',
      title: words.heldUpTitle,
      text: words.heldUp(held_up),
      href: problemsUrl('waiting'),
      action: words.seeHeldUp,
    })
  }
  if (suspects > 0) {
    shown.push({
      tone: 'amber',
      title: words.suspectsTitle(suspects),
      text: words.suspects,
      href: problemsUrl('suspects'),
      action: words.decide,
    })
  }
  return shown
}

function refusalText(parked: number, error: string | null): string {
  const text = error ?? words.refusedWithoutReason
  return parked > 0 ? `${text} ${words.parkedTitle(parked)}.` : text
}

/** What holds until it is put away. */
function listNotices({ notices }: LayoutData): PageNotice[] {
  return notices.map((notice) => ({ ...notice, href: notice.href ?? undefined }))
}
