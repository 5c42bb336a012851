import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const FOLDER = join(import.meta.dirname, 'prints')

/** Own lines, and lines of authors long in the public domain. */
const printSchema = z.object({
  slug: z.string(),
  title: z.string(),
  quote: z.object({
    text: z.string(),
    author: z.string().optional(),
    collection: z.enum(['grounding', 'wholeness', 'growth']),
    mood: z.string(),
  }),
})

/** An artwork of the demo shop: its title, the quote it prints, and its PNG file. */
export type Print = z.infer<typeof printSchema> & { file: string }

/** The artworks of the demo shop, in the order in which the shop shows them. */
export const prints: readonly Print[] = z
  .array(printSchema)
  .parse(JSON.parse(readFileSync(join(FOLDER, 'prints.json'), 'utf8')))
  .map((print) => ({ ...print, file: join(FOLDER, `${print.slug}.png`) }))
