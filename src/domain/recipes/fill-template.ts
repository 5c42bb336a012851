export const PLACEHOLDERS = ['quote', 'author', 'collection', 'artwork'] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

/** What placeholders are filled with; one that is empty or missing has nothing to say. */
export type TemplateValues = Readonly<Partial<Record<Placeholder, string>>>

/** What is in braces, and is no placeholder, as it was typed there. */
export function unknownPlaceholders(template: string): string[] {
  const parts = partsOf(template)
  return [...new Set(parts.flatMap((part) => ('unknown' in part ? part.unknown : [])))]
}

/**
 * A template with its placeholders filled. Values are put in as they are and not read again. One
 * that is empty takes along what only led to it: words such as "by", a label that ends in a colon,
 * dashes and spaces, and the brackets or quotation marks around it.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  const made: Made = { before: '', lead: '', isAfterNothing: false }
  for (const part of partsOf(template)) {
    if ('text' in part) addText(made, part.text)
    else if ('unknown' in part) addText(made, `{${part.unknown}}`)
    else addValue(made, values[part.placeholder]?.trim() ?? '')
  }
  return `${made.before}${made.lead}`.trim()
}

/** The same on one line of so many characters at most, cut between words. */
export function fillLine(template: string, values: TemplateValues, maxCharacters: number): string {
  const line = fillTemplate(template, values).replace(/\s+/g, ' ')
  if (line.length <= maxCharacters) return line
  const cut = line.slice(0, maxCharacters)
  const words = cut.slice(0, cut.lastIndexOf(' ', maxCharacters - 1)).trimEnd()
  // A text of one word: cut in it, between two characters.
  const kept = words || [...cut].slice(0, -2).join('')
  return `${kept}…`
}

type Part = { text: string } | { placeholder: Placeholder } | { unknown: string }

const BRACES = /\{([^{}\n]*)\}/g

function partsOf(template: string): Part[] {
  const parts: Part[] = []
  let end = 0
  for (const match of template.matchAll(BRACES)) {
    const name = match[1]?.trim() ?? ''
    if (name === '') continue
    const placeholder = PLACEHOLDERS.find((known) => known === name.toLowerCase())
    parts.push({ text: template.slice(end, match.index) })
    parts.push(placeholder ? { placeholder } : { unknown: name })
    end = match.index + match[0].length
  }
  return [...parts, { text: template.slice(end) }]
}

type Made = {
  /** What is there for good: up to the last value. */
  before: string
  /** What was typed since: it leads to the next placeholder. */
  lead: string
  isAfterNothing: boolean
}

function addValue(made: Made, value: string): void {
  if (value === '') {
    made.lead = withoutLead(made.lead)
    made.isAfterNothing = true
    return
  }
  made.before += made.lead + value
  made.lead = ''
  made.isAfterNothing = false
}

const CLOSING = new Map(
  [...'(){}[]“”""‘’«»'].flatMap((sign, at, all) => {
    return at % 2 === 0 ? [[sign, all[at + 1] ?? '']] : []
  }),
)

function addText(made: Made, typed: string): void {
  if (typed === '') return
  let text = typed
  if (made.isAfterNothing) {
    const opening = made.lead.at(-1) ?? ''
    if (text.startsWith(CLOSING.get(opening) ?? '\0')) {
      made.lead = withoutLead(made.lead.slice(0, -1))
      text = text.slice(1)
    }
    text = afterNothing(`${made.before}${made.lead}`, text)
  }
  made.lead += text
  made.isAfterNothing = made.isAfterNothing && text === ''
}

/** What follows an empty placeholder: at the start of a line it does not begin with a dash. */
function afterNothing(made: string, text: string): string {
  const isLineStart = made === '' || made.endsWith('\n')
  if (!isLineStart) return made.endsWith(' ') ? text.replace(/^[ \t]+/, '') : text
  if (withoutLead(text) === '') return ''
  const begun = [...text].findIndex((sign) => !SEPARATORS.has(sign))
  const rest = begun < 0 ? '' : [...text].slice(begun).join('')
  // The line that held nothing else is left out.
  const isParagraph = made === '' || made.endsWith('\n\n')
  return isParagraph ? rest.replace(/^\n+/, '') : rest.replace(/^\n/, '')
}

const SEPARATORS = new Set(' \t\u00A0,;:·•|/–—-')
const SENTENCE_EDGES = new Set('\n.!?…“”"‘’()[]{}«»')
const JOINING = new Set(['by', 'from', 'of', 'in', 'for', 'with', 'and', '&', 'von', 'par', 'de'])

/** A text without its end that only leads to what follows. */
function withoutLead(text: string): string {
  let kept = trimmed(text)
  const isLabel = text.slice(kept.length).includes(':')
  if (isLabel) kept = trimmed(upToSentence(kept))
  for (;;) {
    const word = lastWord(kept)
    if (!JOINING.has(word.toLowerCase())) return kept
    kept = trimmed(kept.slice(0, -word.length))
  }
}

function trimmed(text: string): string {
  let end = text.length
  while (end > 0 && SEPARATORS.has(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

function upToSentence(text: string): string {
  let end = text.length
  while (end > 0 && !SENTENCE_EDGES.has(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}

function lastWord(text: string): string {
  let start = text.length
  while (start > 0 && /[\p{L}&]/u.test(text.charAt(start - 1))) start -= 1
  return text.slice(start)
}
