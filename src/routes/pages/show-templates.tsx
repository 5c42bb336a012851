import type { Context as HonoContext } from 'hono'
import { findScenes } from '../../domain/scenes/find-scenes.ts'
import { findTemplates, listTemplates } from '../../domain/templates/list-templates.ts'
import { isUsable } from '../../domain/templates/scene-health.ts'
import { templateQuery } from '../../domain/templates/schemas.ts'
import { ImportPage, type ImportPageProps } from '../../views/scenes/import-page.tsx'
import type { HubEnv } from '../hub-env.ts'
import { templateThumbnail } from '../respond/link-pictures.ts'
import { pageFrame } from '../respond/page-frame.ts'
import { readFilters } from '../respond/read-filters.ts'
import { hasAccount } from './vendor-account.ts'

const PAGE_ROWS = 24
/** Of those that a URL names: more than may be imported at once, so that this can be said. */
const MAX_READ = 60
const NAMES = ['search', 'collection', 'offset'] as const

/** The templates of the account to choose from; those that are ticked stay ticked. */
export async function showTemplates(c: HonoContext<HubEnv>, error?: string): Promise<Response> {
  const { ctx } = c.var
  const key = c.req.query('for')
  const filters = readFilters(c, templateQuery, NAMES)
  const query = templateQuery.parse({ ...filters, limit: PAGE_ROWS })
  const [list, chosen, isConnected, wanted] = await Promise.all([
    listTemplates(ctx, query),
    findTemplates(ctx, chosenTemplates(c)),
    hasAccount(ctx),
    key ? findScenes(ctx, [key]) : [],
  ])
  if (list.rows.length === 0 && list.total > 0) {
    const url = new URL(c.req.url)
    url.searchParams.delete('offset')
    return c.redirect(`${url.pathname}${url.search}`, 303)
  }
  const ticked = new Set(chosen.map(({ id }) => id))
  const shown = <Row extends { id: string }>(row: Row) => ({
    ...row,
    picture: templateThumbnail({ template: row }),
  })
  return c.html(
    <ImportPage
      frame={pageFrame(c)}
      state={stateOf(isConnected, list.read)}
      list={list}
      chosen={chosen.map((one) => shown(list.rows.find(({ id }) => id === one.id) ?? one))}
      others={list.rows.filter(({ id }) => !ticked.has(id)).map(shown)}
      filters={filters}
      scene={wanted.find((scene) => !isUsable(scene))}
      now={ctx.clock.now()}
      error={error}
    />,
    error ? 400 : 200,
  )
}

/** The ids that the URL names, each once. */
export function chosenTemplates(c: HonoContext<HubEnv>): string[] {
  return [...new Set(c.req.queries('template') ?? [])].slice(0, MAX_READ)
}

function stateOf(
  isConnected: boolean,
  read: { read_at: string | null; failed_at: string | null } | null,
): ImportPageProps['state'] {
  if (!isConnected) return 'off'
  if (read?.read_at) return 'read'
  return read?.failed_at ? 'failed' : 'reading'
}
