import type { Context as HonoContext } from 'hono'
import type * as z from 'zod'
import type { HubEnv } from '../hub-env.ts'

/** The filters in a page's URL, parsed one by one; what cannot be read is left out. */
export function readFilters<Output extends object, Name extends keyof Output & string>(
  c: HonoContext<HubEnv>,
  schema: z.ZodType<Output>,
  names: readonly Name[],
): Partial<Pick<Output, Name>> {
  const filters: Partial<Pick<Output, Name>> = {}
  for (const name of names) {
    const value = c.req.query(name)
    const parsed = value ? schema.safeParse({ [name]: value }) : undefined
    if (parsed?.success) filters[name] = parsed.data[name]
  }
  return filters
}
