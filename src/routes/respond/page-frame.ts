import type { Context as HonoContext } from 'hono'
import type { LayoutProps, PageNotice } from '../../views/layout.tsx'
import type { HubEnv } from '../hub-env.ts'

export type PageFrame = Pick<LayoutProps, 'user' | 'notices'>

/** What every page shows around its content. `doneWords` are the sentences that `?done=` may ask for. */
export function frameOf(
  c: HonoContext<HubEnv>,
  doneWords: Readonly<Record<string, PageNotice>>,
  notices: readonly PageNotice[] = [],
): PageFrame {
  const { actor } = c.var.ctx
  const done = Object.entries(doneWords).find(([word]) => word === c.req.query('done'))
  return {
    user: actor.kind === 'user' ? actor : null,
    notices: [...(done && c.req.method === 'GET' ? [done[1]] : []), ...notices],
  }
}
