import { MAX_TITLE_CHARACTERS } from './schemas.ts'

const UNTITLED = 'Untitled artwork'

const EXTENSION = /\.[a-z0-9]{1,5}$/i
/** "06 let it be easy", "6. let it be easy", "012_let it be easy": a place in a list. */
const NUMBERED = /^(?:0\d{1,3}|\d{2}|\d{1,3}(?=[._)-]))(?:[\s._)-]+)(?=\p{L})/u
/** What a camera, a scanner or a phone calls a file, and its number. */
const DEVICE =
  /^(?:img|dsc[nf]?|pxl|mvimg|image|photo|scan|screenshot|screen shot|untitled)[\s\d().x:-]*$/i
/** Ids and hashes: no word in them. */
const NO_WORDS = /^(?:[0-9a-f]{8}[ -]?(?:[0-9a-f]{4}[ -]?){3}[0-9a-f]{12}|[0-9a-f]{16,}|[\d\s.]+)$/i
/** Versions, copies, sizes and colour profiles at the end of a name. */
const VERSION =
  /[\s(-]+(?:final|v\d+(?:\.\d+)?|copy(?: \d+)?|\d+ ?dpi|hi-?res|high ?res|print ready|rgb|srgb|cmyk|edited|export|\d+x\d+(?:px|in)?|\(\d+\)|\d+\))\)?$/i
const SMALL_WORDS = new Set('a an and as at but by for from in of on or the to with'.split(' '))

/**
 * A title to begin with, from what a file is called: "06 let it be easy.png" → "Let It Be Easy",
 * "you-are_enough_final_v2.jpg" → "You Are Enough", "IMG_2034.png" → "Artwork 2034".
 */
export function cleanTitle(fileName: string | undefined): string {
  const name = (fileName?.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(EXTENSION, '')
  const spaced = collapse(withoutSeparators(name.replace(NUMBERED, '')))
  if (DEVICE.test(spaced)) {
    const number = spaced.match(/\d+/g)?.at(-1)
    return number ? `Artwork ${number}`.slice(0, MAX_TITLE_CHARACTERS) : UNTITLED
  }
  if (NO_WORDS.test(spaced)) return UNTITLED
  const title = capitalized(withoutVersions(spaced))
  return [...title].slice(0, MAX_TITLE_CHARACTERS).join('').trim() || UNTITLED
}

/** Underscores are spaces; hyphens and dots are, unless the name has spaces of its own. */
function withoutSeparators(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replaceAll('_', ' ')
  if (/\S \S/.test(name)) return plain.replace(/(?<=\s)-+|-+(?=\s)/g, ' ')
  return plain.replace(/-+/g, ' ').replace(/(?<!\d)\.|\.(?!\d)/g, ' ')
}

function withoutVersions(title: string): string {
  const shorter = title.replace(VERSION, '').trim()
  return shorter === title || shorter === '' ? title : withoutVersions(shorter)
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Each word with a capital, unless somebody has written capitals of their own. */
function capitalized(title: string): string {
  const isPlain = title === title.toLowerCase() || title === title.toUpperCase()
  if (!isPlain) return upperFirst(title)
  return title
    .toLowerCase()
    .split(' ')
    .map((word, index) => (index > 0 && SMALL_WORDS.has(word) ? word : upperFirst(word)))
    .join(' ')
}

function upperFirst(word: string): string {
  const [first = '', ...rest] = [...word]
  return `${first.toLocaleUpperCase('en')}${rest.join('')}`
}
