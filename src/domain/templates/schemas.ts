import * as z from 'zod'
import { pageQuery, searchText } from '../../paging.ts'

const MAX_ID_CHARACTERS = 200

/** Which templates are listed, by name; `collection` is an id or a name of the vendor's. */
export const templateQuery = pageQuery.pick({ limit: true, offset: true }).extend({
  search: searchText.optional(),
  collection: z.string().trim().max(MAX_ID_CHARACTERS).optional(),
})

export type TemplateQuery = z.output<typeof templateQuery>
