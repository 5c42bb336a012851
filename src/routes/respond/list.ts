import type { Context as HonoContext } from 'hono'
import type { Page } from '../../paging.ts'
import type { HubEnv } from '../hub-env.ts'

/**
 * `{<plural>, total, total_at_least?, limit, offset, next_cursor?}`, and the next page's URL as a
 * Link header.
 */
export function respondList<Row>(
  c: HonoContext<HubEnv>,
  plural: string,
  page: Omit<Page<unknown>, 'rows'>,
  rows: Row[],
): Response {
  const { total, total_at_least, limit, offset, next_cursor } = page
  if (next_cursor) {
    const next = new URL(c.req.url)
    next.searchParams.delete('offset')
    next.searchParams.set('cursor', next_cursor)
    c.header('link', `<${next.pathname}${next.search}>; rel="next"`)
  }
  return c.json({
    [plural]: rows,
    total,
    ...(total_at_least ? { total_at_least } : {}),
    limit,
    offset,
    ...(next_cursor ? { next_cursor } : {}),
  })
}
