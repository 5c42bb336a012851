import { splitCsv } from './split-csv.ts'

/** A quote as it was written in a list, unchecked. */
export type ListedQuote = {
  text: string
  author: string
  collection: string
  mood: string
  file: string
}

const FIELDS = ['text', 'author', 'collection', 'mood', 'file'] as const
type Field = (typeof FIELDS)[number]

const HEADERS: Readonly<Record<string, Field>> = {
  text: 'text',
  quote: 'text',
  author: 'author',
  by: 'author',
  collection: 'collection',
  mood: 'mood',
  file: 'file',
  filename: 'file',
  artwork: 'file',
  image: 'file',
}
const SEPARATORS = ['\t', ';', ','] as const
const BYTE_ORDER_MARK = /^\u{feff}/u
/** "… — Ada", as quotes are often written. */
const SIGNED = /^(.+?)\s+[—–]\s*([^—–]{2,60})$/su

/**
 * The quotes of a text: a table with its columns named or in the order text, author, collection,
 * mood, file name; or else a quote a line, perhaps with its author behind a dash. What was uploaded
 * is a table; what was pasted only where it shows that it is one, since quotes have commas.
 */
export function readList(
  given: string,
  { isTable = false }: { isTable?: boolean } = {},
): ListedQuote[] {
  const text = given.replace(BYTE_ORDER_MARK, '')
  for (const separator of SEPARATORS) {
    const [first = [], ...rest] = splitCsv(text, separator)
    const named = first.map((cell) => HEADERS[cell.toLowerCase().replace(/[^a-z]/g, '')])
    if (named.includes('text')) return rest.map((cells) => toQuote(cells, named))
  }
  if (text.includes('\t')) return splitCsv(text, '\t').map((cells) => toQuote(cells, FIELDS))
  if (isTable || /^\s*"/m.test(text)) {
    const separator = splitCsv(text, ';').some((cells) => cells.length > 2) ? ';' : ','
    return splitCsv(text, separator).map((cells) => toQuote(cells, FIELDS))
  }
  return text.split(/\r?\n/).flatMap((line) => toLine(line.trim()))
}

function toQuote(cells: readonly string[], named: readonly (Field | undefined)[]): ListedQuote {
  const cellOf = (field: Field) => cells[named.indexOf(field)] ?? ''
  return {
    text: cellOf('text'),
    author: cellOf('author'),
    collection: cellOf('collection'),
    mood: cellOf('mood'),
    file: cellOf('file'),
  }
}

function toLine(line: string): ListedQuote[] {
  if (line === '') return []
  const [, text = line, author = ''] = SIGNED.exec(line) ?? []
  const plain = text.replace(/^[“"](.*)[”"]$/s, '$1')
  return [{ text: plain, author, collection: '', mood: '', file: '' }]
}
