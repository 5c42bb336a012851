import { cleanTitle } from '../assets/clean-title.ts'

export type Artwork = { id: string; title: string; quote_id: string | null }
/** `certain`: its name is that of the file, or the quote itself. */
export type Match = { id: string; isCertain: boolean }

type Line = { text: string; file: string }

/** Fewer letters are in many titles. */
const SHORTEST_PART = 8

/** Letters and digits alone, in small letters, with single spaces: equal for what reads alike. */
export function plainText(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+|['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain || text.trim()
}

/**
 * The artwork of each line, by its name: the one that is called as the file or the quote, else the
 * only one whose name is a part of it, or the other way round. Each artwork is given to one line; one
 * that has another quote already is not given away.
 */
export function matchArtworks(
  lines: readonly Line[],
  artworks: readonly Artwork[],
): (Match | undefined)[] {
  const free = artworks.filter(({ quote_id }) => quote_id === null)
  const byTitle = Map.groupBy(free, ({ title }) => plainText(title))
  const taken = new Set<string>()
  const take = (found: readonly Artwork[], isCertain: boolean): Match | undefined => {
    const open = found.filter(({ id }) => !taken.has(id))
    const [first] = open
    if (!first || (!isCertain && open.length > 1)) return undefined
    taken.add(first.id)
    return { id: first.id, isCertain: isCertain && open.length === 1 }
  }
  const named = lines.map(({ text, file }) => {
    const names = [...(file ? [plainText(cleanTitle(file)), plainText(file)] : []), plainText(text)]
    return take(
      names.flatMap((name) => byTitle.get(name) ?? []),
      true,
    )
  })
  return lines.map(({ text }, index) => {
    if (named[index]) return named[index]
    const quote = plainText(text)
    const parts = [...byTitle].filter(([title]) => isPart(title, quote) || isPart(quote, title))
    return take(
      parts.flatMap(([, found]) => found),
      false,
    )
  })
}

function isPart(part: string, whole: string): boolean {
  return part.length >= SHORTEST_PART && ` ${whole} `.includes(` ${part} `)
}
