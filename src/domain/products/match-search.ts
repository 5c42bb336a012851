import { type SQL, sql } from 'drizzle-orm'
import { products } from '../../db/schema/products.ts'
import { contains } from '../../db/search.ts'

/** The index holds trigrams: it finds nothing shorter. */
const TRIGRAM_CHARACTERS = 3

/** Products whose title or tags contain the words typed, as a condition. */
export function matchSearch(search: string): SQL {
  if ([...search].length < TRIGRAM_CHARACTERS) return matchShort(search)
  const phrase = `"${search.replaceAll('"', '""')}"`
  return sql`"products"."rowid" IN
    (SELECT rowid FROM products_search WHERE products_search MATCH ${phrase})`
}

function matchShort(search: string): SQL {
  return sql`(${contains(products.title, search)} OR EXISTS
    (SELECT 1 FROM json_each(${products.tags}) WHERE ${contains(sql`value`, search)}))`
}
