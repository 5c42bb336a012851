import type { Context as HonoContext } from 'hono'
import * as z from 'zod'
import { searchText } from '../../paging.ts'
import type { HubEnv } from '../hub-env.ts'

/** A form has one of these for each download: the one that is filled in. */
const fileSearch = z
  .union([searchText, z.array(z.string()).transform((all) => all.find((one) => one.trim()) ?? '')])
  .pipe(searchText)

const searches = z.object({
  quote_search: searchText.optional().catch(undefined),
  asset_search: searchText.optional().catch(undefined),
  file_search: fileSearch.optional().catch(undefined),
})

/** What a form's selects are searched for, as its URL or its body has it. */
export type ChoiceSearches = z.output<typeof searches>

export function readSearches(sent: Record<string, unknown>): ChoiceSearches {
  return searches.parse(sent)
}

export function urlSearches(c: HonoContext<HubEnv>): ChoiceSearches {
  return c.req.method === 'GET' ? readSearches(c.req.query()) : {}
}

/** What a select offers, each once: what is chosen first. */
export function offer<Choice extends { id: string }>(
  chosen: readonly (Choice | null | undefined)[],
  others: readonly Choice[],
): Choice[] {
  const all = [...chosen.flatMap((one) => one ?? []), ...others]
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

/** Ids of what a form or URL has chosen, as far as there are any. */
export function chosenIds(...ids: (string | null | undefined)[]): string[] {
  return ids.flatMap((id) => id || [])
}
