import type { Context as HonoContext } from 'hono'

/** The query as it was sent: a name given once has its value, one given often a list. */
export function readQuery(c: HonoContext): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => {
      const [only = '', ...more] = values
      return [name, more.length > 0 ? values : only]
    }),
  )
}
