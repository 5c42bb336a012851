import { and, desc, eq, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { assets, quotes } from '../../db/schema/catalogue.ts'
import { findCollections } from './find-collections.ts'
import { type Artwork, type Match, matchArtworks, plainText } from './match-artworks.ts'
import type { ListedQuote } from './read-list.ts'

const ROWS_PER_READ = 500
/** The newest of each: what is older is chosen by hand. */
const MOST_ROWS = 5_000

/** A line of a list, with what is known of it. */
export type PlannedLine = Omit<ListedQuote, 'file'> & {
  match: Match | undefined
}

/** The lines of a list with the keys of their collections and the artworks of their names. */
export async function planList(
  ctx: Context,
  lines: readonly ListedQuote[],
  { collection = '' }: { collection?: string | undefined } = {},
): Promise<PlannedLine[]> {
  const [keyOf, artworks] = await Promise.all([findCollections(ctx), readArtworks(ctx)])
  const matches = matchArtworks(lines, artworks)
  return lines.map(({ file: _file, ...line }, index) => ({
    ...line,
    collection: line.collection ? keyOf(line.collection) : collection,
    match: matches[index],
  }))
}

/** Of each line whether its quote is there already, or comes earlier in the list. */
export async function findSame(
  ctx: Context,
  lines: readonly { text: string }[],
): Promise<('stored' | 'listed' | undefined)[]> {
  const stored = await findStored(ctx, lines)
  const seen = new Set<string>()
  return lines.map(({ text }) => {
    const words = plainText(text)
    const same = stored.has(words) ? 'stored' : seen.has(words) ? 'listed' : undefined
    seen.add(words)
    return same
  })
}

async function readArtworks(ctx: Context): Promise<Artwork[]> {
  const { id, title, quote_id } = assets
  return readNewest((before) =>
    ctx.db
      .select({ id, title, quote_id })
      .from(assets)
      .where(
        and(
          eq(assets.user_id, ctx.userId),
          eq(assets.status, 'active'),
          before ? lt(id, before) : undefined,
        ),
      )
      .orderBy(desc(id))
      .limit(ROWS_PER_READ),
  )
}

/** The user's quotes that read like these, by their plain text. */
export async function findStored(
  ctx: Context,
  lines: readonly { text: string }[],
): Promise<ReadonlyMap<string, string>> {
  const asked = new Set(lines.map(({ text }) => plainText(text)))
  const rows = await readNewest((before) =>
    ctx.db
      .select({ id: quotes.id, text: quotes.text })
      .from(quotes)
      .where(and(eq(quotes.user_id, ctx.userId), before ? lt(quotes.id, before) : undefined))
      .orderBy(desc(quotes.id))
      .limit(ROWS_PER_READ),
  )
  return new Map(
    rows.flatMap(({ id, text }): [string, string][] => {
      const words = plainText(text)
      return asked.has(words) ? [[words, id]] : []
    }),
  )
}

async function readNewest<Row extends { id: string }>(
  read: (before: string | undefined) => PromiseLike<Row[]>,
): Promise<Row[]> {
  const all: Row[] = []
  while (all.length < MOST_ROWS) {
    const some = await read(all.at(-1)?.id)
    all.push(...some)
    if (some.length < ROWS_PER_READ) break
  }
  return all
}
