import type { Context as HonoContext } from 'hono'
import type { LayoutData } from '../../domain/notices/read-layout-data.ts'
import type { ToastProps } from '../../views/components/toast.tsx'
import type { PageFrame, PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'
import { takeFlash } from './flash.ts'

/**
 * What every page shows around its content. `toasts` say why this request was refused; what the
 * one before it did is shown with them.
 */
export function pageFrame(c: HonoContext<HubEnv>, toasts: readonly ToastProps[] = []): PageFrame {
  const { actor } = c.var.ctx
  const done = takeFlash(c)
  return {
    user: actor.kind === 'user' ? actor : null,
    around: readAround(c),
    toasts: [...(done ? [done] : []), ...toasts],
  }
}

/** `doneMessages` are those that `?done=` may ask for. */
export function frameOf(
  c: HonoContext<HubEnv>,
  doneMessages: Readonly<Record<string, PageNotice>>,
  notices: readonly PageNotice[] = [],
): PageFrame {
  const done = Object.entries(doneMessages).find(([name]) => name === c.req.query('done'))
  const shown = [...(done && c.req.method === 'GET' ? [done[1]] : []), ...notices]
  return pageFrame(
    c,
    shown.map(({ tone, title, text, href }) => ({
      tone,
      title,
      text,
      link: href ? { href, label: 'Have a look' } : undefined,
    })),
  )
}

async function readAround(c: HonoContext<HubEnv>) {
  const layoutData = await c.var.layoutData()
  // What leads to this very page says nothing on it.
  const notices = standing(layoutData).filter(({ href }) => href !== c.req.path)
  return { counts: layoutData, notices }
}

/** What holds until it is over or put away, most urgent first. */
function standing({ held_up, suspects, notices }: LayoutData): PageNotice[] {
  const shown: PageNotice[] = []
  if (held_up > 0) {
    shown.push({
      tone: 'amber',
      title: 'Dynamic Mockups does not answer',
      text: `${waiting(held_up)}. Nothing is lost or paid; everything else works.`,
      href: '/runs',
    })
  }
  if (suspects > 0) {
    shown.push({
      tone: 'amber',
      title: suspects === 1 ? 'A render may have been charged' : 'Renders may have been charged',
      text: 'Dynamic Mockups never said how it ended. Decide, or it counts as paid after 24 hours.',
      href: '/suspects',
    })
  }
  return [...shown, ...notices.map((notice) => ({ ...notice, href: notice.href ?? undefined }))]
}

function waiting(count: number): string {
  return count === 1
    ? '1 mockup waits for it and goes on by itself'
    : `${count} mockups wait for it and go on by themselves`
}
